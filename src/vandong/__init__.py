"""Vận Động: a mass-mobilisation programme of the Vietnam Fatherland Front, from the plan to the signed report.

Every folder is a word an officer would recognise; docs/architecture.md draws the house.
"""

__version__ = "0.1.0"
