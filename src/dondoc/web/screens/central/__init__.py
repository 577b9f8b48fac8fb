"""The centre's tasks: the list of any day, one of them with both clocks, its steps, the files of the centre's system."""
