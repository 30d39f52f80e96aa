package org.aectl.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.base.InvalidInputException;

/** What a file is, by its first bytes: so that one which cannot be read as what it was given for is called by its name. */
public enum FileKind {
    NPY("an NPY file", "data.type npy reads it", "\u0093NUMPY"),
    NPZ("an NPZ file", "data.type npy reads it"),
    PARQUET("a Parquet file", "data.type parquet reads it"),
    IDX("an IDX file", "data.type idx reads it"),
    GZIP("gzip data", "decompress it with gunzip", "\u001f\u008b"),
    MATLAB(
            "a MATLAB file",
            "write its array with numpy.save (scipy.io.loadmat reads it, or h5py from version 7.3 on), then data.type npy",
            "MATLAB 5.0 MAT-file",
            "MATLAB 7.3 MAT-file"),
    HDF5(
            "an HDF5 file",
            "write its array with numpy.save (h5py reads it), then data.type npy",
            "\u0089HDF\r\n\u001a\n"),
    NETCDF("a NetCDF file", "write its array with numpy.save (xarray reads it), then data.type npy", "CDF\1", "CDF\2"),
    PYTORCH("a PyTorch file", "write its array with numpy.save (torch.load reads it), then data.type npy"),
    PICKLE(
            "a Python pickle",
            "write its array with numpy.save, then data.type npy, or its table with to_csv, then data.type csv"),
    BZIP2("bzip2 data", "decompress it with bunzip2"),
    XZ("xz data", "decompress it with unxz", "\u00fd7zXZ\0"),
    ZSTANDARD("Zstandard data", "decompress it with unzstd", "(\u00b5/\u00fd"),
    LZ4("LZ4 data", "decompress it with unlz4", "\4\"M\u0018"),
    SEVEN_ZIP("a 7z archive", "unpack it and give one file of it", "7z\u00bc\u00af'\u001c"),
    RAR("a RAR archive", "unpack it and give one file of it", "Rar!\u001a\7"),
    TAR("a tar archive", "unpack it and give one file of it, or the folder of its pictures"),
    EXCEL("an Excel or OpenDocument file", "save the sheet as CSV, then data.type csv", "\u00d0\u00cf\u0011\u00e0"),
    ZIP("a ZIP archive", "unpack it and give one file of it, or the folder of its pictures"),
    UTF_32("text in UTF-32", "convert it, as with: iconv -f UTF-32 -t UTF-8", "\u00ff\u00fe\0\0", "\0\0\u00fe\u00ff"),
    UTF_16("text in UTF-16", "convert it, as with: iconv -f UTF-16 -t UTF-8", "\u00ff\u00fe", "\u00fe\u00ff"),
    ARFF("an ARFF file", "write its table as CSV (scipy.io.arff.loadarff reads it), then data.type csv"),
    LIBSVM(
            "a LIBSVM file",
            "write its array with numpy.save (sklearn.datasets.load_svmlight_file reads it), then data.type npy"),
    JSON_LINES("JSON lines", "write them as CSV (pandas.read_json with lines=True reads them), then data.type csv"),
    JSON("JSON", "write its table as CSV (pandas.read_json reads it), then data.type csv"),
    WEB_PAGE("a web page", "perhaps the page about a file was saved, and not the file"),
    XML("XML", "write its table as CSV, then data.type csv"),
    GIT_LFS(
            "a pointer of Git LFS and not the file itself",
            "fetch that by: git lfs pull",
            "version https://git-lfs.github.com/"),
    GIT_ANNEX("a pointer of git-annex and not the file itself", "fetch that by: git annex get"),
    SQLITE("an SQLite database", "write one table as CSV, as with: sqlite3 -header -csv", "SQLite format 3\0"),
    ARROW("an Arrow file", "write its table as Parquet (pyarrow reads it), then data.type parquet"),
    ORC("an ORC file", "write its table as Parquet (pyarrow.orc reads it), then data.type parquet"),
    AVRO("an Avro file", "write its table as Parquet (fastavro reads it), then data.type parquet", "Obj\1"),
    SAFETENSORS("a safetensors file", "write its array with numpy.save, then data.type npy"),
    R_DATA("a file of R", "write its table in R with write.csv, then data.type csv"),
    STATISTICS("a file of SPSS or Stata", "write its table as CSV, then data.type csv", "$FL2", "$FL3", "<stata_dta>"),
    PDF("a PDF document", "write its table as CSV, then data.type csv", "%PDF-"),
    PNG("a PNG picture", FileKind.FOLDER, "\u0089PNG\r\n"),
    JPEG("a JPEG picture", FileKind.FOLDER, "\u00ff\u00d8\u00ff"),
    GIF("a GIF picture", FileKind.FOLDER),
    BMP("a BMP picture", FileKind.FOLDER),
    TIFF("a TIFF picture", FileKind.FOLDER, "II*\0", "MM\0*"),
    WEBP("a WebP picture", FileKind.PICTURE),
    HEIF("a HEIF or AVIF picture", FileKind.PICTURE),
    SVG("an SVG picture", FileKind.PICTURE),
    EMPTY("empty", ""),
    TEXT("text", "data.type csv reads tables of text"),
    BINARY("no text, nor a kind of file that is known", "is it another file?");

    private static final String FOLDER = "pictures are read from their folder, with data.type images";
    private static final String PICTURE = "convert it to PNG, as with magick mogrify -format png";

    private final String title;
    private final String remedy;

    @SuppressWarnings("ImmutableEnumChecker") // that of List.of cannot be changed
    private final List<String> marks;

    /** @param marks any of which a file of this kind begins with, byte by byte; none where it takes more to know one */
    FileKind(String title, String remedy, String... marks) {
        this.title = title;
        this.remedy = remedy;
        this.marks = List.of(marks);
    }

    /** What a file holds, gzip undone. */
    public static FileKind of(Path path) {
        try (InputFile file = InputFile.open(path)) {
            return of(file.content().stream());
        } catch (IOException exception) {
            throw InputFile.problem(path.toString(), exception);
        }
    }

    /** What begins with these bytes. */
    public static FileKind of(byte[] start) {
        String bytes = new String(start, 0, Math.min(start.length, FileStart.BYTES), StandardCharsets.ISO_8859_1);
        return Stream.of(values())
                .filter(kind -> kind.marks.stream().anyMatch(bytes::startsWith))
                .findFirst()
                .orElseGet(() -> new FileStart(bytes).kind());
    }

    /**
     * What a stream goes on with, which stays in it.
     *
     * @param stream that can be marked
     */
    public static FileKind of(InputStream stream) throws IOException {
        stream.mark(FileStart.BYTES);
        byte[] start = stream.readNBytes(FileStart.BYTES);
        stream.reset();
        return of(start);
    }

    /** Whether its bytes are those of a ZIP file, whatever is in it. */
    public boolean isZip() {
        return this == NPZ || this == ZIP || this == PYTORCH || this == EXCEL;
    }

    /**
     * A refusal.
     *
     * @param name of the file
     * @param expected what it was given for
     */
    public InvalidInputException unexpected(String name, String expected) {
        if (this == EMPTY) {
            return new InvalidInputException(name + ": is empty");
        }
        return new InvalidInputException(name + ": is " + title + ", expected " + expected + "; " + remedy);
    }
}
