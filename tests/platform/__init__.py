"""Tests of warehouse/platform."""
