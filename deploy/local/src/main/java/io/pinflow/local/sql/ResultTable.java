package io.pinflow.local.sql;

import java.util.List;

/**
 * What a statement returned. A cell is the value as text, or null where SQL says NULL.
 *
 * @param numeric which columns hold numbers
 */
public record ResultTable(List<String> columns, List<Boolean> numeric, List<List<String>> rows) {}
