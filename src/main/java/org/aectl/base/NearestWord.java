package org.aectl.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant by a misspelt one. The known words may come from files. */
public final class NearestWord {
    /** Nobody misspells a longer one, and comparing takes time and memory by its square. */
    private static final int LONGEST = 200;

    private NearestWord() {}

    /**
     * The candidate that is fewest edits away, if those are at most a third of the word's letters; none for a word of
     * hundreds of letters.
     */
    public static Optional<String> of(String word, Collection<String> candidates) {
        String letters = letters(word);
        if (letters.length() > LONGEST) {
            return Optional.empty();
        }
        int most = Math.max(1, letters.length() / 3);
        return candidates.stream()
                // Another length is not near for certain, and perhaps so long that comparing would take a while.
                .filter(candidate -> Math.abs(letters(candidate).length() - letters.length()) <= most)
                .min(Comparator.comparingInt(candidate -> distance(letters, letters(candidate))))
                .filter(candidate -> distance(letters, letters(candidate)) <= most);
    }

    /** The candidates that are fewest edits away, in that order. */
    public static List<String> nearest(String word, Collection<String> candidates, int count) {
        String letters = letters(word);
        return candidates.stream()
                .sorted(Comparator.comparingInt(candidate -> distance(letters, letters(candidate))))
                .limit(count)
                .toList();
    }

    /** Capitals, dashes and underscores do not count: {@code batch_size} is {@code batchSize}. */
    public static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    static int distance(String left, String right) {
        int[][] distances = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    distances[i][j] = i + j;
                    continue;
                }
                int replaced = distances[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                int shortest = Math.min(replaced, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                distances[i][j] = swapped ? Math.min(shortest, distances[i - 2][j - 2] + 1) : shortest;
            }
        }
        return distances[left.length()][right.length()];
    }
}
