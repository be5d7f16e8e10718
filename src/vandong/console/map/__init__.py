"""The map of units: one mark where each lies, shaded by a figure of their work, with its table below."""
