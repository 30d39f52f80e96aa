package org.aectl.data.file;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The first bytes of a file, where it takes more than a mark to know what it is: some marks are words that the names of a
 * table's columns could begin with as well, such as PAR1 and ORC.
 *
 * @param bytes each as one character
 */
public record FileStart(String bytes) {
    /** So far is looked; HDF5 may begin behind something else. */
    public static final int BYTES = 4096;

    private static final String HDF5 = "\u0089HDF\r\n\u001a\n";
    private static final int PLACE_OF_TAR = 257;
    private static final int NAME_IN_ZIP = 30;
    private static final int NAME_LENGTH_IN_ZIP = 26;
    /** So much of a text tells whether each of its characters has two bytes. */
    private static final int WIDE_TEXT = 64;

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0e-\\x1a\\x1c-\\x1f]");
    private static final Pattern PICKLED_TEXT =
            Pattern.compile("\\([dl]p[01]\\r?\\n|c(numpy|pandas|copy_reg)[a-z_.]*\\r?\\n");
    private static final Pattern SPARSE_LINE = Pattern.compile(
            "[+-]?[0-9][0-9.eE+-]*(?:,[0-9]+)*+ +(qid|[0-9]+):[0-9.eE+-]+( +[0-9]+:[0-9.eE+-]+| *(#.*)?\\r?(\\n|$))");
    private static final Pattern JSON_OBJECT = Pattern.compile("\\{\\s*[\"}]");
    /** Not the names [1],[2] of columns. */
    private static final Pattern JSON_ARRAY = Pattern.compile("\\[\\s*([\\[{\"]|[-0-9][^\\n\\]]*[,\\n])");

    private static final Pattern JSON_LINE = Pattern.compile("\\{[^\\n]*}\\s*\\n\\s*\\{");

    FileKind kind() {
        if (bytes.isEmpty()) {
            return FileKind.EMPTY;
        }
        if (bytes.startsWith("PK\3\4") || bytes.startsWith("PK\5\6")) {
            return archive();
        }
        if (bytes.startsWith("ustar", PLACE_OF_TAR)) {
            return FileKind.TAR;
        }
        if (bytes.startsWith(HDF5, 512) || bytes.startsWith(HDF5, 1024) || bytes.startsWith(HDF5, 2048)) {
            return FileKind.HDF5;
        }
        if (isWide(0) || isWide(1)) {
            return FileKind.UTF_16;
        }
        return CONTROL.matcher(bytes).find() ? binary() : text();
    }

    /** By its first entry. */
    private FileKind archive() {
        int length = bytes.length() < NAME_IN_ZIP
                ? 0
                : bytes.charAt(NAME_LENGTH_IN_ZIP) + 256 * bytes.charAt(NAME_LENGTH_IN_ZIP + 1);
        String name =
                bytes.substring(Math.min(bytes.length(), NAME_IN_ZIP), Math.min(bytes.length(), NAME_IN_ZIP + length));
        if (name.endsWith(".npy")) {
            return FileKind.NPZ;
        }
        if (name.endsWith("/data.pkl")) {
            return FileKind.PYTORCH;
        }
        boolean isOffice = name.equals("[Content_Types].xml")
                || name.startsWith("xl/")
                || name.startsWith("_rels/")
                || name.startsWith("docProps/")
                || (name.equals("mimetype") && bytes.contains("opendocument.spreadsheet"));
        return isOffice ? FileKind.EXCEL : FileKind.ZIP;
    }

    /**
     * Whether every second byte is 0 and the others are printable, as UTF-16 without a mark has it for most tables.
     *
     * @param zeros where the first 0 is, 0 or 1
     */
    private boolean isWide(int zeros) {
        int length = Math.min(WIDE_TEXT, bytes.length()) / 2 * 2;
        for (int i = 0; i < length; i++) {
            char c = bytes.charAt(i);
            if ((i + zeros) % 2 == 0 ? c != 0 : c < '\t' || c > '~') {
                return false;
            }
        }
        return length > 2;
    }

    private FileKind binary() {
        if (bytes.startsWith("PAR1") || bytes.startsWith("PARE")) {
            return FileKind.PARQUET;
        } else if (bytes.startsWith("ftyp", 4)) {
            return FileKind.HEIF;
        } else if (bytes.startsWith("\0\0")) {
            return FileKind.IDX;
        } else if (bytes.matches("(?s)\\x80[\\x02-\\x05].*")) {
            return FileKind.PICKLE;
        } else if (bytes.matches("(?s)BZh[1-9](1AY&SY|\\x17rE8P\\x90).*")) {
            return FileKind.BZIP2;
        } else if (bytes.startsWith("ARROW1")
                || bytes.startsWith("FEA1")
                || bytes.startsWith("\u00ff\u00ff\u00ff\u00ff")) {
            return FileKind.ARROW;
        } else if (bytes.startsWith("ORC")) {
            return FileKind.ORC;
        } else if (bytes.startsWith("{\"", 8)) {
            return FileKind.SAFETENSORS;
        } else if (bytes.matches("(?s)(RD[AX][23]\\n|X\\n\\x00\\x00\\x00[\\x02\\x03]).*")) {
            return FileKind.R_DATA;
        } else if (bytes.startsWith("GIF8")) {
            return FileKind.GIF;
        } else if (bytes.startsWith("BM")) {
            return FileKind.BMP;
        } else if (bytes.startsWith("WEBP", 8)) {
            return FileKind.WEBP;
        }
        // Other characters that are not printed may stand between fields.
        return bytes.indexOf(0) >= 0 ? FileKind.BINARY : FileKind.TEXT;
    }

    private FileKind text() {
        String text = (bytes.startsWith("\u00ef\u00bb\u00bf") ? bytes.substring(3) : bytes).strip();
        String small = text.toLowerCase(Locale.ROOT);
        if (small.startsWith("<!doctype html") || small.startsWith("<html")) {
            return FileKind.WEB_PAGE;
        } else if (small.startsWith("<?xml") || small.startsWith("<svg")) {
            return small.contains("<svg") ? FileKind.SVG : FileKind.XML;
        } else if (firstLine(small).startsWith("@relation")) {
            return FileKind.ARFF;
        } else if (SPARSE_LINE.matcher(text).lookingAt()) {
            return FileKind.LIBSVM;
        } else if (JSON_LINE.matcher(text).lookingAt()
                && JSON_OBJECT.matcher(text).lookingAt()) {
            return FileKind.JSON_LINES;
        } else if (JSON_OBJECT.matcher(text).lookingAt()
                || JSON_ARRAY.matcher(text).lookingAt()) {
            return FileKind.JSON;
        } else if (PICKLED_TEXT.matcher(text).lookingAt()) {
            return FileKind.PICKLE;
        }
        return text.contains("/annex/objects/") && text.indexOf('\n') < 0 ? FileKind.GIT_ANNEX : FileKind.TEXT;
    }

    /** Without the lines of comments that ARFF has. */
    private static String firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("%"))
                .findFirst()
                .orElse("");
    }
}
