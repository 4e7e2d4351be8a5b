"""The macros behind the buttons: VBA text of ours, and the project file that Excel keeps such text in."""
