"""Benchmarks: scripts that print figures, run by hand; nothing here is timed in tests."""
