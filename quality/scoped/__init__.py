"""Rules over a batch, a run or the stores: judged once, by what the stores know of the batch's own keys and tokens."""
