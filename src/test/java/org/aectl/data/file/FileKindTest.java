package org.aectl.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Idx;
import org.aectl.config.source.Images;
import org.aectl.config.source.Npy;
import org.aectl.config.source.Parquet;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.Columns;
import org.aectl.data.source.SourceDetection;
import org.aectl.data.source.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
    private static final String HDF5 = "\u0089HDF\r\n\u001a\n\0\0\0\0\0";

    @TempDir
    private Path folder;

    static Stream<Arguments> starts() {
        return Stream.of(
                Arguments.of(FileKind.HDF5, HDF5),
                Arguments.of(FileKind.HDF5, "\0".repeat(512) + HDF5),
                Arguments.of(FileKind.MATLAB, "MATLAB 5.0 MAT-file, Platform: posix, Created on: now"),
                Arguments.of(FileKind.MATLAB, "MATLAB 7.3 MAT-file, Platform: posix" + " ".repeat(476) + HDF5),
                Arguments.of(FileKind.NETCDF, "CDF\1\0\0\0\0"),
                Arguments.of(FileKind.PICKLE, "\u0080\4\u0095\27\0\0\0\0\0\0\0]\u0094(K\1K\2e."),
                Arguments.of(FileKind.PICKLE, "(lp0\nI1\naI2\na."),
                Arguments.of(FileKind.BZIP2, "BZh91AY&SY\1\2\3"),
                Arguments.of(FileKind.XZ, "\u00fd7zXZ\0\0\4"),
                Arguments.of(FileKind.ZSTANDARD, "(\u00b5/\u00fd\4"),
                Arguments.of(FileKind.SEVEN_ZIP, "7z\u00bc\u00af'\u001c\0\4"),
                Arguments.of(FileKind.TAR, "a.csv" + "\0".repeat(252) + "ustar\0"),
                Arguments.of(FileKind.EXCEL, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"),
                Arguments.of(FileKind.UTF_16, "\u00ff\u00fea\0,\0b\0\n\0"),
                Arguments.of(FileKind.UTF_16, "\u00fe\u00ff\0a\0,\0b\0\n"),
                Arguments.of(FileKind.UTF_16, "a\0,\0b\0\n\0"),
                Arguments.of(FileKind.UTF_32, "\u00ff\u00fe\0\0a\0\0\0"),
                Arguments.of(FileKind.UTF_32, "\0\0\u00fe\u00ff\0\0\0a"),
                Arguments.of(FileKind.WEB_PAGE, "\n<!DOCTYPE html>\n<html><body>1,2</body></html>"),
                Arguments.of(FileKind.XML, "<?xml version=\"1.0\"?>\n<rows/>"),
                Arguments.of(FileKind.SVG, "<?xml version=\"1.0\"?>\n<svg xmlns=\"x\"/>"),
                Arguments.of(FileKind.ARFF, "% iris\n\n@RELATION iris\n@ATTRIBUTE a NUMERIC\n@DATA\n1\n"),
                Arguments.of(FileKind.LIBSVM, "-1 3:1 11:1.5 14:1\n+1 1:2\n"),
                Arguments.of(FileKind.LIBSVM, "1 1:0.5\n"),
                Arguments.of(FileKind.JSON, "{\"rows\": [[1, 2], [3, 4]]}"),
                Arguments.of(FileKind.JSON, "[[1, 2], [3, 4]]"),
                Arguments.of(FileKind.JSON, "[1, 2, 3],\n[4, 5, 6]\n"),
                Arguments.of(FileKind.JSON, "{\n  \"a\": 1\n}\n"),
                Arguments.of(FileKind.JSON_LINES, "{\"a\": 1, \"b\": 2}\n{\"a\": 3, \"b\": 4}\n"),
                Arguments.of(FileKind.GIT_LFS, "version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 9\n"),
                Arguments.of(FileKind.GIT_ANNEX, "../../.git/annex/objects/x/y/SHA256E-s9--4d.npy"),
                Arguments.of(FileKind.SQLITE, "SQLite format 3\0\u0010"),
                Arguments.of(FileKind.ARROW, "ARROW1\0\0\u00ff\u00ff\u00ff\u00ff"),
                Arguments.of(FileKind.ARROW, "FEA1\0\0\0\0"),
                Arguments.of(FileKind.ORC, "ORC\n\3\0\0"),
                Arguments.of(FileKind.AVRO, "Obj\1\4\26avro.schema"),
                Arguments.of(FileKind.SAFETENSORS, "@\0\0\0\0\0\0\0{\"x\":{\"dtype\":\"F32\"}}"),
                Arguments.of(FileKind.R_DATA, "RDX3\nX\n\0\0\0\3"),
                Arguments.of(FileKind.PDF, "%PDF-1.7\n%\u00e2\u00e3"),
                Arguments.of(FileKind.PNG, "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"),
                Arguments.of(FileKind.JPEG, "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF"),
                Arguments.of(FileKind.GIF, "GIF89a\1\0\1\0"),
                Arguments.of(FileKind.BMP, "BMF\0\0\0\0\0\0\0"),
                Arguments.of(FileKind.TIFF, "II*\0\b\0\0\0"),
                Arguments.of(FileKind.WEBP, "RIFF$\0\0\0WEBPVP8 "),
                Arguments.of(FileKind.HEIF, "\0\0\0\u001cftypavif\0\0\0\0"),
                Arguments.of(FileKind.NPY, "\u0093NUMPY\1\0v\0{'descr'"),
                Arguments.of(FileKind.PARQUET, "PAR1\25\4\25\u0080"),
                Arguments.of(FileKind.IDX, "\0\0\b\3\0\0\u00ea`"),
                Arguments.of(FileKind.GZIP, "\u001f\u008b\b\0"),
                Arguments.of(FileKind.BINARY, "abc\0\1\2"),
                Arguments.of(FileKind.EMPTY, ""));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void firstBytesTellWhatAFileIs(FileKind kind, String start) {
        assertThat(FileKind.of(start.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2\n3,4\n",
                "PAR1,PAR2\n1,2\n",
                "PK,amount\n1,2\n",
                "ORC,elf\n1,2\n",
                "FEA1,FEA2\n1,2\n",
                "BMI,age\n1,2\n",
                "BZh,x\n1,2\n",
                "GIF8,x\n1,2\n",
                "[1],[2]\n1,2\n",
                "{a},{b}\n1,2\n",
                "a\u00011\u00012\n",
                "# 1:2\n1 2\n",
                "1 2 3\n",
                "1 12:30:00\n",
                "\u00ef\u00bb\u00bfa,b\n1,2\n",
                "\"<html>\",b\n1,2\n"
            })
    void aTableOfTextIsText(String start) {
        assertThat(FileKind.of(start.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(FileKind.TEXT);
    }

    @Test
    void anArchiveIsKnownByWhatIsInIt() throws IOException {
        assertThat(FileKind.of(zip("x.npy"))).isEqualTo(FileKind.NPZ);
        assertThat(FileKind.of(zip("archive/data.pkl"))).isEqualTo(FileKind.PYTORCH);
        assertThat(FileKind.of(zip("[Content_Types].xml"))).isEqualTo(FileKind.EXCEL);
        assertThat(FileKind.of(zip("table.csv"))).isEqualTo(FileKind.ZIP);
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(1);
        }
        return bytes.toByteArray();
    }

    @Test
    void everyOpenerNamesWhatItWasGiven() throws IOException {
        Path file = Files.writeString(folder.resolve("a.h5"), HDF5, StandardCharsets.ISO_8859_1);
        Path array = Path.of("src/test/resources/bad-data/good.npy");
        Path idx = Path.of("src/test/resources/bad-data/good.idx");
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.copy(file, pictures.resolve("a.png"));

        for (SourceConfig source : List.of(
                new Csv(file, null, Csv.Header.AUTO, null, ","),
                new Csv(file, null, Csv.Header.NO, null, ","),
                new Npy(file, null, null, null, null, null, null),
                new Npy(file, null, null, null, "x", null, null),
                new Npy(array, file, null, null, null, null, null),
                new Npy(array, null, file, null, null, null, null),
                new Idx(file, null, null, null),
                new Idx(idx, file, null, null),
                new Parquet(file, null, null, null, null),
                new Images(pictures, null, Images.Color.GREY, null))) {
            assertThatThrownBy(() -> Sources.open(source, null, 1))
                    .as(source.toString())
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("is an HDF5 file, expected ")
                    .hasMessageContaining("numpy.save");
        }
        assertThatThrownBy(() -> detect(file)).hasMessageContaining("is an HDF5 file, expected CSV, NPY");
    }

    @Test
    void aNameThatPromisesAnArrayIsBelieved() throws IOException {
        Path text = Files.writeString(folder.resolve("a.npy"), "a,b\n1,2\n");

        assertThat(detect(text)).isInstanceOf(Npy.class);
        assertThatThrownBy(() -> Sources.open(detect(text), null, 1))
                .hasMessage(text + ": is text, expected an NPY or NPZ file; data.type csv reads tables of text");
    }

    @Test
    void namesOfColumnsThatBeginLikeAMarkAreRead() throws IOException {
        Path table = Files.writeString(folder.resolve("a.csv"), "PK,PAR1\n1,2\n3,4\n");

        assertThat(Sources.open(detect(table), null, 1).training().columns().features())
                .containsExactly("PK", "PAR1");
    }

    @Test
    void whatIsInGzipIsLookedAt() throws IOException {
        Path file = folder.resolve("a.csv.gz");
        try (GZIPOutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
            stream.write("@relation x\n@data\n1\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> Sources.open(
                        new Csv(file, null, Csv.Header.AUTO, null, ","), null, 1, null, Missing.MEAN, Columns.NONE))
                .hasMessageContaining("is an ARFF file, expected CSV");
    }

    private static SourceConfig detect(Path file) {
        return SourceDetection.detect(file.toString());
    }
}
