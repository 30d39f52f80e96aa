package org.aectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
    @Test
    void breaksBetweenWords() {
        assertThat(Wrapping.wrap("one two three four", 9, "  ").lines())
                .containsExactly("one two", "  three", "  four");
    }

    @Test
    void leavesAloneWhatFits() {
        assertThat(Wrapping.wrap("one two", 7, "  ")).isEqualTo("one two");
        assertThat(Wrapping.wrap("one  two", Integer.MAX_VALUE, "  ")).isEqualTo("one  two");
    }

    @Test
    void keepsALongWordWhole() {
        assertThat(Wrapping.wrap("a /very/long/path b", 5, "  ").lines())
                .containsExactly("a", "  /very/long/path", "  b");
        assertThat(Wrapping.wrap("/very/long/path", 5, "  ")).isEqualTo("/very/long/path");
    }
}
