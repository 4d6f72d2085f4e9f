"""`python -m hamstride`."""

from hamstride.cli import main

main(prog_name="hamstride")
