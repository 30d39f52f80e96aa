package org.aectl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.aectl.config.InvalidInputException;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
    @Test
    void namesOfSeveralFilesAreOrderedAsThoseOfOne() {
        assertThat(ClassNames.merged(List.of("10", "2", "2"))).containsExactly("2", "10");
        assertThat(ClassNames.merged(List.of("b", "10", "a", "b"))).containsExactly("10", "a", "b");
    }

    @Test
    void aLabelThatOnlyTestExamplesHaveIsRefused() {
        ClassNames.checkKnown(List.of("a"), "test.csv", List.of("a", "b"));

        assertThatThrownBy(() -> ClassNames.checkKnown(List.of("a", "c"), "test.csv", List.of("a", "b")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("test.csv: label 'c' is none of the training data's: a, b");
    }
}
