package org.aectl.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
    @Test
    void namesOfSeveralFilesAreOrderedAsThoseOfOne() {
        assertThat(ClassNames.merged(List.of("10", "2", "2"))).containsExactly("2", "10");
        assertThat(ClassNames.merged(List.of("b", "10", "a", "b"))).containsExactly("10", "a", "b");
    }

    @Test
    void aRowWithoutALabelIsOfTheLastClass() {
        assertThat(ClassNames.merged(List.of("", "10", "2"))).containsExactly("2", "10", "");
        assertThat(ClassNames.merged(List.of("", "b", "a"))).containsExactly("a", "b", "");
        assertThat(ClassNames.listed(List.of("a", "b", ""))).isEqualTo("a, b");
    }

    @Test
    void classesOfTestExamplesComeBehindThoseOfTheTrainingData() {
        assertThat(ClassNames.extended(List.of("b", "d"), List.of("c", "b", "a")))
                .containsExactly("b", "d", "a", "c");
    }

    @Test
    void wholeNumbersAreComparedByTheirDigits() {
        assertThat(ClassNames.plain(List.of("1.0", "-1.", "+1", "-0.0", "2.50", "1e0", "007", "a1.0", "")))
                .containsExactly("1", "-1", "1", "0", "2.50", "1e0", "007", "a1.0", "");
        assertThat(ClassNames.numbers(List.of("0.0", "1.0")))
                .containsOnlyKeys("0", "1")
                .containsEntry("1", 1);
    }
}
