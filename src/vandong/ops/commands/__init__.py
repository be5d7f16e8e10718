"""The commands of `vandong`, one module each; imported when called (see `ops.command_line`)."""
