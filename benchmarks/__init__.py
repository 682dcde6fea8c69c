"""What the README's figures rest on: `python -m benchmarks` runs them all, `python -m benchmarks NAME` one."""
