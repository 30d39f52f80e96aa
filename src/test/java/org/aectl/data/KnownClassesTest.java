package org.aectl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.aectl.base.InvalidInputException;
import org.junit.jupiter.api.Test;

class KnownClassesTest {
    private static final List<String> KNOWN = List.of("ant", "bee", "cow");

    private static Examples labelled(List<String> classes, int... numbers) {
        StoredExamples examples = (StoredExamples) TestExamples.counting(numbers.length);
        return examples.labelled(new Labels(classes, numbers));
    }

    @Test
    void classesAreFoundByTheirNames() {
        Examples all = labelled(List.of("cow", "ant"), 0, 1, 0);

        Examples known = new KnownClasses(all, "farm", KNOWN);

        assertThat(known.classes()).isEqualTo(KNOWN);
        assertThat(TestExamples.labels(known)).containsExactly("cow", "ant", "cow");
        assertThat(known.label(0)).isEqualTo(2);
        assertThat(known.label(1)).isZero();
        assertThat(known.count()).isEqualTo(3);
        assertThat(TestExamples.row(known, 1)).containsExactly(1);
    }

    @Test
    void anUnknownClassIsRefusedWhereARowHasIt() {
        List<String> classes = List.of("dog", "bee");

        assertThat(new KnownClasses(labelled(classes, 1, 1), "farm", KNOWN).count())
                .isEqualTo(2);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new KnownClasses(labelled(classes, 1, 0), "farm", KNOWN))
                .withMessage("farm: row 1 is of class 'dog'; the model knows ant, bee, cow");
    }

    @Test
    void examplesWithoutLabelsAreRefused() {
        Examples unlabelled = TestExamples.counting(2);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new KnownClasses(unlabelled, "farm", KNOWN))
                .withMessage("farm: the model is conditional on labels, one of ant, bee, cow,"
                        + " but these examples have none");
    }
}
