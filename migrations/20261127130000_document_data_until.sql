-- 数据截至: the newest day that a balance in the document holds for; none where it has no balance. What
-- `as_of` holds is the day it was made for (编制日), whatever was known on it.
ALTER TABLE document ADD COLUMN data_until INTEGER;
