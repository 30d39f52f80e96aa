package org.aectl.data;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.aectl.base.InvalidInputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Names of the columns of a table that examples were read from.
 *
 * @param all in the order of the file; empty where the columns have no names
 * @param features in the order that the examples have them
 * @param label of the labels; null where there is none
 * @param id of what names the rows; null where there is none
 */
public record Columns(
        List<String> all,
        List<String> features,
        @Nullable String label,
        @Nullable String id) implements Serializable {
    /** Of examples that are no table, or of a table without names. */
    public static final Columns NONE = new Columns(List.of(), List.of(), null, null);

    public Columns {
        // A file may say null for anything.
        Objects.requireNonNull(all, "all");
        Objects.requireNonNull(features, "features");
    }

    /** Where each name is found first. */
    public static Map<String, Integer> places(List<String> names) {
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < names.size(); place++) {
            places.putIfAbsent(names.get(place), place);
        }
        return places;
    }

    /** As a JSON object that {@link #fromJson} reads back. */
    public String toJson() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws InvalidInputException if the text is nothing of the kind
     */
    public static Columns fromJson(String json) {
        try {
            Columns read = JsonMapper.shared().readValue(json, Columns.class);
            if (read == null || read.all.contains(null) || read.features.contains(null)) {
                throw new InvalidInputException("the stored names of columns are incomplete");
            }
            return read;
        } catch (JacksonException exception) {
            throw new InvalidInputException(
                    "the stored names of columns cannot be read: " + exception.getOriginalMessage(), exception);
        }
    }

    /** Whether there are names. */
    public boolean areNamed() {
        return !features.isEmpty();
    }

    /** Name of a feature: that of its column, or {@code x0}, {@code x1}, ... */
    public List<String> featureNames(int size) {
        return features.size() == size
                ? features
                : IntStream.range(0, size).mapToObj(i -> "x" + i).toList();
    }
}
