"""The tests of auditor, and the worlds on loopback that they run against."""
