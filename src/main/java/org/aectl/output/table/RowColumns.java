package org.aectl.output.table;

import java.util.ArrayList;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.data.Origins;
import org.jspecify.annotations.Nullable;

/**
 * The columns that tables about examples begin with, and that lead back to the data: {@code row}, the number of the row in its file
 * from 0; {@code file}, where there are several; {@code id}, where a column names the rows; {@code label}, where there are labels.
 */
public final class RowColumns {
    private final Origins origins;
    private final @Nullable Examples labelled;

    private RowColumns(Origins origins, @Nullable Examples labelled) {
        this.origins = origins;
        this.labelled = labelled;
    }

    /** Of tables about examples. */
    public RowColumns(Examples examples) {
        this(examples.origins(), examples.labelled() ? examples : null);
    }

    /** Of tables of the examples themselves, or of others that stand for them. */
    public static RowColumns withoutLabels(Origins origins) {
        return new RowColumns(origins, null);
    }

    /** Names of the columns of text behind the row's number. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        if (origins.files() != null) {
            names.add("file");
        }
        if (origins.ids() != null) {
            names.add("id");
        }
        if (labelled != null) {
            names.add("label");
        }
        return names;
    }

    /** The number that an example has in its file. */
    public int row(int example) {
        return origins.row(example);
    }

    /** What is in the columns of text. */
    public List<String> texts(int example) {
        List<String> texts = new ArrayList<>();
        if (origins.files() != null) {
            texts.add(origins.files().apply(example));
        }
        if (origins.ids() != null) {
            texts.add(origins.ids().apply(example));
        }
        if (labelled != null) {
            texts.add(labelled.classes().get(labelled.label(example)));
        }
        return texts;
    }
}
