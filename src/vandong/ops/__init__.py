"""Running an installation: the `vandong` command line, set-up, demonstration, backup and restore, the schedule."""
