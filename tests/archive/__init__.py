"""Tests of warehouse/archive."""
