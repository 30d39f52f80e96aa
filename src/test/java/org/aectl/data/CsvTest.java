package org.aectl.data;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Csv.Header;
import org.aectl.data.csv.CsvNumber;
import org.aectl.data.source.Sources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Examples read(String content, @Nullable String label) throws IOException {
        return read(content, label, Header.AUTO, ",");
    }

    private Examples read(String content, @Nullable String label, Header header, String delimiter) throws IOException {
        Csv config = new Csv(file("x.csv", content), null, header, label, delimiter);
        return Sources.open(config, null, 1).training();
    }

    @Test
    void aHeaderIsRecognisedByAFieldThatIsNoNumber() throws IOException {
        assertThat(read("a,b\n1,2\n", null).count()).isEqualTo(1);
        assertThat(read("1,2\n3,4\n", null).count()).isEqualTo(2);
        assertThat(read("1,2,cat\n3,4,dog\n", "2").count()).isEqualTo(2);
        assertThat(read("1,2\n3,4\n", null, Header.YES, ",").count()).isEqualTo(1);
    }

    @Test
    void labelsAreTakenByNameOrNumberAndAreNoFeature() throws IOException {
        Examples byName = read("x,kind,y\n1,b,2\n3,a,4\n", "kind");
        Examples byNumber = read("1,b,2\n3,a,4\n", "1");

        for (Examples examples : new Examples[] {byName, byNumber}) {
            assertThat(examples.shape()).isEqualTo(ExampleShape.features(2));
            assertThat(examples.classes()).containsExactly("a", "b");
            assertThat(TestExamples.labels(examples)).containsExactly("b", "a");
            assertThat(TestExamples.row(examples, 1)).containsExactly(3, 4);
        }
    }

    @Test
    void wholeNumbersAsLabelsAreInNumericOrder() throws IOException {
        assertThat(read("x,label\n1,10\n1,9\n1,-1\n", "label").classes()).containsExactly("-1", "9", "10");
    }

    @Test
    void aByteOrderMarkWindowsLinesQuotesAndOtherDelimitersAreRead() throws IOException {
        Examples examples = read("\uFEFF\"a\";b\r\n1;\"2.5\"\r\n\r\n 3 ; -4e-1\r\n", null, Header.AUTO, ";");

        assertThat(examples.count()).isEqualTo(2);
        assertThat(TestExamples.row(examples, 0)).containsExactly(1, 2.5f);
        assertThat(TestExamples.row(examples, 1)).containsExactly(3, -0.4f);
    }

    @Test
    void gzipIsRecognisedByItsBytes() throws IOException {
        Path file = folder.resolve("named-wrongly.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        }
        Dataset data = Sources.open(new Csv(file, null, Header.AUTO, null, ","), null, 1);

        assertThat(data.training().count()).isEqualTo(2);
        assertThat(data.files().get(0).bytes()).isEqualTo(Files.size(file));
    }

    @Test
    void testColumnsMayStandInAnotherOrder() throws IOException {
        Csv config = new Csv(
                file("train.csv", "a,b,label\n1,2,x\n3,4,y\n"),
                file("test.csv", "label,b,a\ny,20,10\n"),
                Header.AUTO,
                "label",
                ",");
        Examples test = requireNonNull(Sources.open(config, null, 1).test());

        assertThat(TestExamples.row(test, 0)).containsExactly(10, 20);
        assertThat(test.classes()).containsExactly("x", "y");
        assertThat(TestExamples.labels(test)).containsExactly("y");
    }

    @Test
    void aLimitKeepsTheFirstRowsButAllClasses() throws IOException {
        Csv config = new Csv(file("x.csv", "1,a\n2,b\n3,c\n"), null, Header.AUTO, "1", ",");
        Examples examples = Sources.open(config, 2, 1).training();

        assertThat(examples.count()).isEqualTo(2);
        assertThat(examples.classes()).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "7",
                "255",
                "-12.5",
                "+3",
                ".5",
                "5.",
                "0.1",
                "3.14159265358979",
                "123456789012345",
                "1e10",
                "-1.5E-7",
                "0.30000000000000004",
                "1234567890123456789",
                "0.000000000000001",
                " 42 "
            })
    void numbersAreThoseOfJava(String text) {
        assertThat(CsvNumber.parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-",
                "1f",
                "1d",
                "NaN",
                "Infinity",
                "0x10",
                "1,5",
                "1 2",
                "--1",
                "1e",
                "e5",
                "1.2.3"
            })
    void whatIsNoPlainDecimalNumberIsNone(String text) {
        assertThat(CsvNumber.parse(text)).isNaN();
    }
}
