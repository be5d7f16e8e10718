"""What the house costs, measured: `script/bench`. Prints numbers, judges none; targets stand in the design's table."""
