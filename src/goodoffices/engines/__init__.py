"""The engines: arrays in, frozen results out. One method a file, named as its paper names it; no engine knows another."""
