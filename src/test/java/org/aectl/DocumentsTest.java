package org.aectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents: every link leads somewhere, every page can be reached, and those that are read first are short. */
class DocumentsTest {
    /** A link or a picture: {@code [text](target)}. */
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```");

    static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
                                    .map(Path::of),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFileAndToAHeadingInIt(Path document) throws IOException {
        assertThat(links(document)).allSatisfy(link -> {
            Path target = target(document, link);

            assertThat(target).exists();
            if (link.contains("#")) {
                assertThat(anchors(target)).contains(link.substring(link.indexOf('#') + 1));
            }
        });
    }

    @Test
    void everyDocumentIsReachedFromTheReadme() throws IOException {
        List<Path> reached = new ArrayList<>(List.of(Path.of("README.md")));
        for (int next = 0; next < reached.size(); next++) {
            Path document = reached.get(next);
            for (String link : links(document)) {
                Path target = target(document, link);
                if (target.toString().endsWith(".md") && !reached.contains(target)) {
                    reached.add(target);
                }
            }
        }

        assertThat(reached).containsAll(documents());
    }

    @ParameterizedTest
    @CsvSource({"README.md, 130", "ARCHITECTURE.md, 100"})
    void whatIsReadFirstIsShort(String document, int lines) throws IOException {
        assertThat(Files.readAllLines(Path.of(document))).hasSizeLessThanOrEqualTo(lines);
    }

    /** Links to places in this repository. */
    private static List<String> links(Path document) throws IOException {
        return LINK.matcher(prose(document))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    private static Path target(Path document, String link) {
        String file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? document : document.resolveSibling(file).normalize();
    }

    /** The names that a page gives to headings: in small letters, without punctuation, with hyphens for spaces. */
    private static Set<String> anchors(Path document) throws IOException {
        return HEADING.matcher(prose(document))
                .results()
                .map(DocumentsTest::anchor)
                .collect(Collectors.toSet());
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }

    private static String prose(Path document) throws IOException {
        return CODE.matcher(Files.readString(document)).replaceAll("");
    }
}
