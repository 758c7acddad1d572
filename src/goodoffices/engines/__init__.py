"""The engines: arrays in, frozen results out. One method a file, named as its paper names it; none knows a case or another one."""
