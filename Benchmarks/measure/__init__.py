"""What `Benchmarks/run` is made of: one idea a module."""
