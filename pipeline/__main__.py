"""`python -m pipeline` is `newsmill`."""

from pipeline.cli import main

main()
