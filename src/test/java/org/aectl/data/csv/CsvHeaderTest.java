package org.aectl.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Csv;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.TestExamples;
import org.aectl.data.cache.DataCache;
import org.aectl.data.source.Sources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the columns of a CSV file are called, and which of them are read. */
class CsvHeaderTest {
    @TempDir
    private Path folder;

    private Csv csv(String text) throws IOException {
        return new Csv(Files.writeString(folder.resolve("table.csv"), text), null, Csv.Header.AUTO, null, ",");
    }

    private static Dataset read(Csv source) {
        return Sources.open(source, null, 1, null, Missing.MEAN, Columns.NONE);
    }

    private Examples examples(String text) throws IOException {
        return read(csv(text)).training();
    }

    private static List<String> names(Examples examples) {
        return examples.columns().features();
    }

    private static Csv choosing(Csv csv, @Nullable List<String> columns, @Nullable List<String> ignore) {
        return new Csv(csv.path(), null, csv.header(), csv.label(), columns, ignore, csv.id(), csv.delimiter());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,1,2\n0.5,0.1,7\n0.3,0.2,9\n",
                "0,1,2\n5,1,7\n3,3,8\n",
                "1,2,3\n5,1,7\n3,3,8\n",
                "0.0,1.0,2.0\n5,1,7\n3,3,8\n",
                "\"0\",\"1\",\"2\"\n5,1,7\n3,3,8\n",
                "0,1\n0.5,0.25\n0.75,1\n",
                "1990,1991,1992,1993\n3.5,3.7,3.6,4.1\n1.5,1.7,1.6,2.1\n",
                "2000,1999,1998\n3.5,3.7,3.6\n1.5,1.7,1.6\n",
                "400,410,420,430,440,450,460,470\n300,900,410,1,2,5,900,460\n401,1,2,3,900,9,3,471\n",
                ",0,1,2\n0,5.5,1,7\n1,3,3,8\n",
                "country,1990,1991,1992\nChad,3.5,3.7,3.6\nMali,1,5,2\n",
                "a,1,2\n5,1,7\n3,3,8\n",
                "a,b,c\n5,1,7\n",
            })
    void namesAreKnownAsSuch(String text) throws IOException {
        Examples rows = examples(text);

        assertThat(rows.columns().areNamed()).isTrue();
        assertThat(rows.count()).isEqualTo(text.lines().count() - 1);
        assertThat(names(rows).get(names(rows).size() - 1))
                .isEqualTo(text.lines()
                        .findFirst()
                        .orElseThrow()
                        .replaceAll(".*,", "")
                        .replace("\"", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2,3\n4,5,6\n7,8,9\n",
                "0,1\n1,0\n1,1\n",
                "5,1,7\n3,3,8\n",
                "10,20,30\n11,25,29\n9,20,33\n",
                "0,tcp,http,SF,0,5.5\n13,udp,private,SF,118,1.5\n0,tcp,smtp,S0,3,0.5\n",
                "0.5,NA,1\n3,3,8\n",
                "0,1,2\n",
            })
    void dataAreNotTakenForNames(String text) throws IOException {
        Examples rows = examples(text);

        assertThat(rows.columns().areNamed()).isFalse();
        assertThat(rows.count()).isEqualTo((int) text.lines().count());
    }

    @Test
    void namesThatAreNumbersAreSaid() throws IOException {
        String names = IntStream.range(0, 64).mapToObj(String::valueOf).collect(Collectors.joining(","));
        String row = IntStream.range(0, 64).mapToObj(i -> "0." + i * 7 % 10).collect(Collectors.joining(","));

        Dataset data = read(csv(names + "\n" + row + "\n"));

        assertThat(data.training().count()).isEqualTo(1);
        assertThat(data.notices())
                .singleElement()
                .asString()
                .contains("the first line (0, 1, 2,")
                .contains("is taken for the names of the columns; data.header no takes it for an example");
        assertThat(read(csv("a,b\n1,2\n")).notices()).isEmpty();
    }

    @Test
    void columnsOfTextArePassedOverWithOneNotice() throws IOException {
        Dataset data = read(csv("id,a,when,b\nP1,1,2020-01-01,2\nP2,3,2020-01-02,\nP3,5,2020-01-03,4\n"));

        assertThat(names(data.training())).containsExactly("a", "b");
        assertThat(TestExamples.row(data.training(), 2)).containsExactly(5, 4);
        assertThat(data.notices())
                .singleElement()
                .asString()
                .contains("passed over, because they hold no numbers to learn from: id, when")
                .contains("data.ignore or data.columns says which columns are read");
    }

    @Test
    void aColumnOfNumbersWithSomeTextIsRefusedWithLineAndValue() throws IOException {
        Csv csv = csv("a,b\n1,2\n3,four\n5,6\n");

        assertThatThrownBy(() -> read(csv))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "line 3: column 'b' is 'four', expected a number (data.ignore leaves a column out)");
        assertThat(names(read(choosing(csv, null, List.of("b"))).training())).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE"})
    void noneIsTextAndNoNumber(String word) throws IOException {
        Csv csv = csv("a,b\n1,2\n3," + word + "\n5,6\n");

        assertThatThrownBy(() -> read(csv)).hasMessageContaining("is '" + word + "', expected a number");
    }

    @Test
    void theIndexThatPandasAddsAndEmptyColumnsAtTheEndArePassedOver() throws IOException {
        Examples rows = examples(",a,b,,\n7,1,2,,\n3,3,4,,\n5,5,6,,\n");

        assertThat(names(rows)).containsExactly("a", "b");
        assertThat(TestExamples.row(rows, 1)).containsExactly(3, 4);
    }

    @Test
    void columnsAreChosenInTheirOrderByNamesAndTheirBeginnings() throws IOException {
        Csv csv = csv("y,z0,z1,x\n1,2,3,4\n5,6,7,9\n");

        Examples rows = read(choosing(csv, List.of("x", "z*"), null)).training();

        assertThat(names(rows)).containsExactly("x", "z0", "z1");
        assertThat(TestExamples.row(rows, 1)).containsExactly(9, 6, 7);
        assertThat(names(read(choosing(csv, null, List.of("z*"))).training())).containsExactly("y", "x");
        assertThat(names(read(choosing(csv, null, List.of("0", "x"))).training()))
                .containsExactly("z0", "z1");
    }

    @Test
    void columnsWithoutNamesAreChosenByTheirNumbers() throws IOException {
        Csv csv = csv("tcp,1,2\nudp,5,3\nudp,5,8\n");

        assertThat(TestExamples.row(read(choosing(csv, List.of("2"), null)).training(), 1))
                .containsExactly(3);
        assertThat(TestExamples.row(read(choosing(csv, null, List.of("0", "1"))).training(), 2))
                .containsExactly(8);
    }

    @Test
    void anUnknownColumnIsRefusedByName() throws IOException {
        Csv csv = csv("length,width\n1,2\n3,5\n");

        assertThatThrownBy(() -> read(choosing(csv, List.of("lenght"), null)))
                .hasMessageContaining("has no column 'lenght' of data.columns, did you mean 'length'?");
        assertThatThrownBy(() -> read(choosing(csv, null, List.of("height"))))
                .hasMessageContaining("has no column 'height' of data.ignore (columns: length, width)");
        assertThatThrownBy(() -> read(choosing(csv, null, List.of("z*"))))
                .hasMessageContaining("has no column that is named as 'z*' of data.ignore");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;b;c\n1,288;1,449;0,066\n-0,765;-1,092;0,031\n|is data.delimiter ';'? Its numbers have decimal commas",
                "a;b;c\n1.288;1.449;0.066\n|is data.delimiter ';'?",
                "1.5 2.5 3.5\n4.5 5.5 6.5\n|is data.delimiter ' '?",
                "a\tb\n1\t2\n|is data.delimiter \"\\t\"?",
                "1.5  2.5 3.5\n4.5 5.5   6.5\n|stand apart by several blanks",
                "# made by tool\na,b,c\n1,2,3\n|take away those that begin with #",
                "\"a\",\"b\"\n\"1\",5,6\n\"2\",7,8\n|one field more than there are names",
            })
    void whatIsUnusualAboutAFileIsSaid(String textAndHint) throws IOException {
        int bar = textAndHint.lastIndexOf('|');
        Csv csv = csv(textAndHint.substring(0, bar));

        assertThatThrownBy(() -> read(csv))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(textAndHint.substring(bar + 1));
    }

    @Test
    void numbersWithDecimalCommasAreNotPassedOverAsText() throws IOException {
        Csv semicolons = new Csv(csv("a;b\n1,5;2\n2,5;3\n").path(), null, Csv.Header.AUTO, null, ";");

        assertThatThrownBy(() -> read(semicolons))
                .hasMessageContaining("column 'a' holds numbers with commas, such as '1,5'");
    }

    @Test
    void anIdStandsBesideItsRowAndIsNoFeature() throws IOException {
        Csv csv = csv("key,a,b\nx-1,1,2\n=2,3,4\n").with(null, "key");

        for (DataCache cache : new DataCache[] {null, new DataCache(folder.resolve("cache"), 1, 5)}) {
            Examples rows = Sources.open(csv, null, 1, cache, Missing.REFUSE, Columns.NONE)
                    .training();
            assertThat(names(rows)).containsExactly("a", "b");
            assertThat(rows.origins().ids()).isNotNull().satisfies(ids -> {
                assertThat(ids.apply(0)).isEqualTo("x-1");
                assertThat(ids.apply(1)).isEqualTo("=2");
            });
        }
    }
}
