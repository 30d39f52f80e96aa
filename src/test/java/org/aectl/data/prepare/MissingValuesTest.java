package org.aectl.data.prepare;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.DataConfig.Scale;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Npy;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.Labels;
import org.aectl.data.StoredExamples;
import org.aectl.data.TestExamples;
import org.aectl.data.array.ArrayInput;
import org.aectl.data.array.FileStore;
import org.aectl.data.array.NpyHeader;
import org.aectl.data.array.NpyWriter;
import org.aectl.data.cache.DataCache;
import org.aectl.data.file.DataFiles;
import org.aectl.data.source.DataDescription;
import org.aectl.data.source.Sources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of values that are missing. */
class MissingValuesTest {
    private static final float NONE = Float.NaN;
    private static final Examples TABLE =
            TestExamples.of(new float[] {1, NONE}, new float[] {NONE, 10}, new float[] {3, 20}, new float[] {8, NONE});

    @TempDir
    Path folder;

    private Examples csv(String text, Missing missing, @Nullable DataCache cache) throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), text);
        return Sources.open(new Csv(file, null, Csv.Header.AUTO, null, ","), null, 1, cache, missing, Columns.NONE)
                .training();
    }

    private static float[] scaled(Scaling scaling, int row) {
        float[] values = TestExamples.row(TABLE, row);
        scaling.apply(values, 0);
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NA", "na", "N/A", "NaN", "nan", "NULL", "null", "?", "\"\""})
    void wordsOfOtherProgramsAreMissingValuesInCsv(String word) throws IOException {
        Examples examples = csv("1,2\n3," + word + "\n5,6\n", Missing.MEAN, null);

        assertThat(examples.count()).isEqualTo(3);
        assertThat(TestExamples.row(examples, 1)).containsExactly(3, NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "-inf", "1e999", "x", "none", "-NaN"})
    void anythingElseIsRefusedAsBefore(String word) {
        assertThatThrownBy(() -> csv("a,b\n1,2\n3," + word + "\n", Missing.MEAN, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 3: column 'b' is '" + word + "'");
    }

    @Test
    void aFirstLineWithMissingValuesIsNoHeader() throws IOException {
        assertThat(csv("NA,?,\n1,2,3\n", Missing.ZERO, null).count()).isEqualTo(2);
    }

    @Test
    void aCacheForOneRuleIsNotUsedForTheOther() throws IOException {
        DataCache cache = new DataCache(folder.resolve("cache"), 1, 100);
        String text = "a,b\n1,2\n3,\n5,6\n";

        Examples kept = csv(text, Missing.MEAN, cache);
        Examples again = csv(text, Missing.ZERO, cache);

        assertThat(TestExamples.row(kept, 1)).containsExactly(3, NONE);
        assertThat(TestExamples.row(again, 1)).containsExactly(3, NONE);
        assertThat(kept.inMemory()).isFalse();
        assertThatThrownBy(() -> csv(text, Missing.REFUSE, cache)).hasMessageContaining("line 3: column 'b' is empty");
    }

    @Test
    void nanInNpyIsAMissingValueInMemoryAndInTheFile() throws IOException {
        Path file = folder.resolve("x.npy");
        float[] values = {1, NONE, 3, 4};
        try (NpyWriter writer = new NpyWriter(file, 2, 2)) {
            writer.write(values, 0, values.length);
        }
        Npy source = new Npy(file, null, null, null, null, null, null);

        Examples inMemory =
                Sources.open(source, null, 1, null, Missing.MEAN, Columns.NONE).training();
        ArrayInput input = ArrayInput.open(file, NpyHeader::read);
        Examples inFile = new StoredExamples(
                new FileStore(input.reader().keepingNaN(true), file, values.length),
                2,
                ExampleShape.features(2),
                Labels.NONE);
        input.close();

        assertThat(TestExamples.row(inMemory, 0)).containsExactly(1, NONE);
        assertThat(TestExamples.row(inFile, 0)).containsExactly(1, NONE);
        assertThatThrownBy(() -> Sources.open(source, null, 1, null, Missing.REFUSE, Columns.NONE))
                .hasMessageContaining("row 0, column 1 (from 0) holds NaN");
    }

    @Test
    void meanFillsWithTheMeanOfTheValuesThatAreThere() {
        Scaling scaling = Scaling.fit(TABLE, Scale.NONE, Missing.MEAN);

        assertThat(scaled(scaling, 0)).containsExactly(1, 15);
        assertThat(scaled(scaling, 1)).containsExactly(4, 10);
        assertThat(scaled(scaling, 2)).containsExactly(3, 20);
    }

    @Test
    void zeroFillsBeforeScaling() {
        Scaling scaling = Scaling.fit(TABLE, Scale.MINMAX, Missing.ZERO);

        assertThat(scaled(scaling, 0)).containsExactly(1 / 8f, 0);
        assertThat(scaled(scaling, 1)).containsExactly(0, 0.5f);
    }

    @Test
    void aStandardisedMissingValueIsZeroWhenFilledWithTheMean() {
        Scaling scaling = Scaling.fit(TABLE, Scale.STANDARD, Missing.MEAN);

        assertThat(scaled(scaling, 1)[0]).isZero();
        // (1, 4, 3, 8): variance 26 / 4
        assertThat(scaling.divisor()[0]).isEqualTo((float) Math.sqrt(6.5));
    }

    @ParameterizedTest
    @EnumSource(Missing.class)
    void whatIsFilledInIsStoredWithTheScaling(Missing missing) {
        Examples training = missing.isFilled() ? TABLE : TestExamples.counting(4);
        Scaling scaling = Scaling.fit(training, Scale.UNIT, missing);

        assertThat(Scaling.fromJson(scaling.toJson()).toJson()).isEqualTo(scaling.toJson());
        assertThat(scaling.toJson().contains("fill")).isEqualTo(missing.isFilled());
    }

    @Test
    void aScalingStoredBeforeThereWereMissingValuesIsRead() {
        assertThat(Scaling.fromJson("{\"scale\":\"none\",\"features\":3,\"shift\":[0.0],\"divisor\":[1.0]}")
                        .toJson())
                .isEqualTo(Scaling.none(3).toJson());
    }

    @Test
    void aFeatureWithoutAnyValueHasNoMean() {
        Examples empty = TestExamples.of(new float[] {1, NONE}, new float[] {2, NONE});

        assertThatThrownBy(() -> Scaling.fit(empty, Scale.UNIT, Missing.MEAN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("feature 1 (from 0) has no value in any of 2 training rows");
    }

    @Test
    void dropLeavesRowsOutOfEverySplitAndMovesNoOther() throws IOException {
        StringBuilder text = new StringBuilder();
        StringBuilder whole = new StringBuilder();
        for (int row = 0; row < 200; row++) {
            text.append(row).append(row % 5 == 0 ? ",?\n" : ",1\n");
            whole.append(row).append(",1\n");
        }

        Splits dropped = splits(text.toString(), Missing.DROP);
        Splits all = splits(whole.toString(), Missing.REFUSE);

        assertThat(dropped.leftOut()).isEqualTo(40);
        assertThat(all.leftOut()).isZero();
        assertThat(firsts(dropped.training())).isEqualTo(complete(all.training()));
        assertThat(firsts(requireNonNull(dropped.validation()))).isEqualTo(complete(requireNonNull(all.validation())));
        assertThat(firsts(requireNonNull(dropped.test()))).isEqualTo(complete(requireNonNull(all.test())));
    }

    private Splits splits(String text, Missing missing) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), text);
        DataConfig config = new DataConfig(
                new Csv(file, null, Csv.Header.NO, null, ","),
                0.2,
                0.2,
                null,
                null,
                Scale.UNIT,
                DataConfig.Binarize.NONE,
                missing);
        return Splits.of(Sources.open(config.source(), null, 1, null, missing, Columns.NONE), config, 7);
    }

    private static List<Float> firsts(Examples examples) {
        List<Float> firsts = new ArrayList<>();
        for (int row = 0; row < examples.count(); row++) {
            firsts.add(TestExamples.row(examples, row)[0]);
        }
        return firsts;
    }

    private static List<Float> complete(Examples examples) {
        return firsts(examples).stream().filter(row -> row % 5 != 0).toList();
    }

    private static Splits dropped(Path training, Path test) {
        DataConfig config = new DataConfig(
                new Csv(training, test, Csv.Header.NO, null, ","),
                0,
                null,
                null,
                null,
                Scale.UNIT,
                DataConfig.Binarize.NONE,
                Missing.DROP);
        return Splits.of(Sources.open(config.source(), null, 1, null, Missing.DROP, Columns.NONE), config, 1);
    }

    @Test
    void dropLeavesRowsOutOfATestFileTooAndTheOthersKeepTheirNumbers() throws IOException {
        Path training = Files.writeString(folder.resolve("a.csv"), "1,2\n3,?\n5,6\n");
        Path test = Files.writeString(folder.resolve("b.csv"), "1,?\n3,4\n5,6\n");

        Splits splits = dropped(training, test);

        assertThat(splits.leftOut()).isEqualTo(2);
        assertThat(splits.test()).isNotNull().satisfies(rows -> {
            assertThat(rows.count()).isEqualTo(2);
            assertThat(TestExamples.row(rows, 0)).containsExactly(3, 4);
            assertThat(rows.origins().row(0)).isEqualTo(1);
            assertThat(rows.origins().row(1)).isEqualTo(2);
        });
        assertThat(splits.training().origins().row(1)).isEqualTo(2);
    }

    @Test
    void aTestFileWhoseRowsAllLackAValueIsRefused() throws IOException {
        Path training = Files.writeString(folder.resolve("a.csv"), "1,2\n3,4\n");
        Path test = Files.writeString(folder.resolve("b.csv"), "1,?\n");

        assertThatThrownBy(() -> dropped(training, test))
                .hasMessageContaining("a value is missing in each of the 1 test rows");
    }

    @Test
    void aDescriptionCountsWhatIsMissingAndLeavesItOutOfTheMean() {
        DataDescription description =
                DataDescription.of(new Dataset(TABLE, null, DataFiles.later(List.of())), List.of());

        assertThat(description.missing()).isEqualTo(3);
        assertThat(description.missingRows()).isEqualTo(3);
        assertThat(description.minimum()).isEqualTo(1);
        assertThat(description.maximum()).isEqualTo(20);
        assertThat(description.mean()).isEqualTo((4 + 15) / 2.0);
    }
}
