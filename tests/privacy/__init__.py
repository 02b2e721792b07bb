"""Tests of warehouse/privacy."""
