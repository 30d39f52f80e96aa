package org.aectl.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    /** All that steers a terminal or turns the order of words, but for what ends lines. */
    private static final String UNSEEN = "\u0000\u0007\u0008\u000B\u001B\u007F\u0080\u0085\u009B\u009F"
            + "\u2028\u2029\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    @Test
    void whatCanBeShownStaysAsItIs() {
        String shown = "A z~ \u00A0\u00E4\u05D0\u65E5\uD83D\uDE00 %s \\n";

        assertThat(PlainText.oneLine(shown)).isEqualTo(shown);
        assertThat(PlainText.lines(shown)).isEqualTo(shown);
        assertThat(PlainText.excerpt(shown)).isEqualTo(shown);
    }

    @Test
    void eachCharacterThatCannotBeShownIsReplaced() {
        UNSEEN.chars().mapToObj(Character::toString).forEach(unseen -> {
            assertThat(PlainText.oneLine("a" + unseen + "b")).isEqualTo("a b");
            assertThat(PlainText.lines("a" + unseen + "b")).isEqualTo("a?b");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\r\nb", "a\tb", "a\n\u001B\u009B\nb"})
    void oneLineIsOneWhateverEndsLines(String text) {
        assertThat(PlainText.oneLine(text)).isEqualTo("a b");
    }

    @Test
    void linesKeepTheirEndsAndTabsButNoReturnThatPaintsOver() {
        assertThat(PlainText.lines("a\tb\nc\r\nd")).isEqualTo("a\tb\nc\r\nd");
        assertThat(PlainText.lines("right\rwrong\r")).isEqualTo("right?wrong?");
    }

    @Test
    void anExcerptIsTheFirstSixtyCharacters() {
        assertThat(PlainText.excerpt("x".repeat(60))).isEqualTo("x".repeat(60));
        assertThat(PlainText.excerpt("x".repeat(61))).isEqualTo("x".repeat(60) + "...");
        assertThat(PlainText.excerpt("a\u001B[2J\nb")).isEqualTo("a [2J b");
    }
}
