package org.aectl.data.prepare;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig;
import org.aectl.config.source.Builtin;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.ExamplesView;
import org.aectl.data.SelectedExamples;
import org.aectl.data.TestExamples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitsTest {
    private static DataConfig config(double validation, @Nullable Double test) {
        return config(validation, test, null);
    }

    private static DataConfig config(double validation, @Nullable Double test, @Nullable List<String> classes) {
        return new DataConfig(
                new Builtin("mnist-mini"),
                validation,
                test,
                null,
                classes,
                DataConfig.Scale.UNIT,
                DataConfig.Binarize.NONE,
                DataConfig.Missing.REFUSE);
    }

    private static Splits split(int count, DataConfig config) {
        return Splits.of(new Dataset(TestExamples.counting(count), null, List.of()), config, 42);
    }

    private static Set<Float> values(@Nullable Examples examples) {
        Set<Float> values = new HashSet<>();
        Examples present = requireNonNull(examples);
        for (int row = 0; row < present.count(); row++) {
            values.add(TestExamples.row(present, row)[0]);
        }
        return values;
    }

    @Test
    void everyRowIsInExactlyOneSplitAndTheSharesAreAsAskedFor() {
        Splits splits = split(20000, config(0.2, 0.25));

        Set<Float> all = new HashSet<>(values(splits.training()));
        all.addAll(values(splits.validation()));
        all.addAll(values(splits.test()));
        assertThat(all).hasSize(20000);
        assertThat(values(splits.test()).size() / 20000.0).isCloseTo(0.25, within(0.01));
        assertThat(values(splits.validation()).size() / 20000.0).isCloseTo(0.2 * 0.75, within(0.01));
        assertThat(splits.training().count()
                        + values(splits.validation()).size()
                        + values(splits.test()).size())
                .isEqualTo(20000);
    }

    @Test
    void appendingRowsMovesNoRowToAnotherSplit() {
        Splits before = split(500, config(0.1, null));
        Splits after = split(3000, config(0.1, null));

        assertThat(values(after.training())).containsAll(values(before.training()));
        assertThat(values(after.validation())).containsAll(values(before.validation()));
        assertThat(values(after.test())).containsAll(values(before.test()));
    }

    @Test
    void anotherSeedMakesAnotherSplit() {
        Dataset data = new Dataset(TestExamples.counting(500), null, List.of());

        assertThat(values(Splits.of(data, config(0.1, null), 1).test()))
                .isNotEqualTo(values(Splits.of(data, config(0.1, null), 2).test()));
    }

    @Test
    void theHashIsTheDocumentedOneForEver() {
        // Computed apart from this program, with Python integers.
        assertThat(SplitShares.uniform(42, 0)).isEqualTo(0.5961188718302076);
        assertThat(SplitShares.uniform(42, 1)).isEqualTo(0.1603653875985772);
        assertThat(SplitShares.uniform(-7, 123456)).isEqualTo(0.11511733717570394);
    }

    @Test
    void aTestSplitOfItsOwnIsLeftWhole() {
        Dataset data = new Dataset(TestExamples.counting(100), TestExamples.counting(10), List.of());
        Splits splits = Splits.of(data, config(0, null), 42);

        assertThat(splits.training().count()).isEqualTo(100);
        assertThat(splits.validation()).isNull();
        assertThat(requireNonNull(splits.test()).count()).isEqualTo(10);
    }

    @Test
    void aTestShareBesideATestSplitIsRefused() {
        Dataset data = new Dataset(TestExamples.counting(100), TestExamples.counting(10), List.of());

        assertThatThrownBy(() -> Splits.of(data, config(0.1, 0.5), 42))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("data.test must be left out: the data have a test split of their own with 10 rows");
    }

    @Test
    void anEmptySplitIsRefusedWithTheNumberOfRows() {
        assertThatThrownBy(() -> split(3, config(0.01, 0.0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("data.validation is 0.01, but none of 3 rows falls into that split");
        assertThatThrownBy(() -> split(20, config(0.999, 0.0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("no training rows are left of 20 rows");
    }

    @Test
    void splitsAreFoundByName() {
        Splits splits = split(1000, config(0.1, 0.0));

        assertThat(splits.get("training")).isSameAs(splits.training());
        assertThat(splits.get("validation")).isSameAs(splits.validation());
        assertThatThrownBy(() -> splits.get("test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the data have no test split");
        assertThatThrownBy(() -> splits.get("train")).hasMessageContaining("expected training, validation or test");
    }

    private static Examples labelled(int count) {
        int[] numbers = new int[count];
        Arrays.setAll(numbers, row -> row % 3);
        return new ExamplesView(TestExamples.counting(count)) {
            @Override
            public List<String> classes() {
                return List.of("red", "green", "blue");
            }

            @Override
            public int label(int row) {
                return numbers[row];
            }
        };
    }

    @Test
    void rowsOfOtherClassesAreLeftOutOfAllButTheTestSplit() {
        Dataset data = new Dataset(labelled(900), null, List.of());
        Splits all = Splits.of(data, config(0.2, 0.3), 42);
        Splits some = Splits.of(data, config(0.2, 0.3, List.of("blue", "red")), 42);

        assertThat(values(some.test())).isEqualTo(values(all.test()));
        assertThat(TestExamples.labels(some.test())).contains("green");
        for (String name : List.of("training", "validation")) {
            assertThat(TestExamples.labels(some.get(name))).containsOnly("red", "blue");
            Set<Float> expected = values(all.get(name));
            expected.removeIf(row -> row % 3 == 1);
            assertThat(values(some.get(name))).isEqualTo(expected);
        }
        assertThat(some.training().classes()).containsExactly("red", "green", "blue");
    }

    @Test
    void classesThatCannotBeChosenAreRefused() {
        Dataset data = new Dataset(labelled(90), null, List.of());
        Dataset unlabelled = new Dataset(TestExamples.counting(90), null, List.of());
        Dataset without =
                new Dataset(new SelectedExamples(labelled(90), new int[] {0, 1, 3, 4, 6, 7}), null, List.of());

        assertThatThrownBy(() -> Splits.of(data, config(0.1, null, List.of("red", "grey")), 42))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("data.classes: the data have no class 'grey', only red, green, blue");
        assertThatThrownBy(() -> Splits.of(unlabelled, config(0.1, null, List.of("red")), 42))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("data.classes is red, but the data have no labels to choose examples by");
        assertThatThrownBy(() -> Splits.of(without, config(0, 0.0, List.of("blue")), 42))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no training rows are left of 6 rows (data.validation is 0.0, data.test is 0.0,"
                        + " data.classes is blue)");
    }
}
