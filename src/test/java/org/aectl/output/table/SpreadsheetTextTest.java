package org.aectl.output.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=cmd|' /C calc'!A0",
                "+A1",
                "-A1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0DA1",
                "\uFF20A1",
                "-1+A1",
                "+1 ",
                "-",
                "-.5"
            })
    void aFormulaIsMarked(String formula) {
        assertThat(SpreadsheetText.word(formula)).isEqualTo("'" + formula);
        assertThat(SpreadsheetText.label(formula)).isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cat", "a=1", "a-b", "'=1", " =1", "1", "\u00E4", "(1)"})
    void anythingElseStaysAsItIs(String text) {
        assertThat(SpreadsheetText.word(text)).isEqualTo(text);
        assertThat(SpreadsheetText.label(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "-0.5", "+12.25e-3", "-1E9"})
    void aNumberIsMarkedAsAWordButNotAsALabel(String number) {
        assertThat(SpreadsheetText.word(number)).isEqualTo("'" + number);
        assertThat(SpreadsheetText.label(number)).isEqualTo(number);
    }
}
