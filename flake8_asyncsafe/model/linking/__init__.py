"""Seeing through modules: summaries of what a module defines, and how others use them.

A module is summarised by itself (`extract`): what its summary says never depends on another file, so it stays good as
long as the text does.  Whatever comes from elsewhere is kept as the way to it (`values.Foreign`).  A linted module is
*linked*: names of the project are looked up in summaries (`program`), which become stubs (`stubs`): functions and
classes that the model asks like its own, but for their bodies.
"""
