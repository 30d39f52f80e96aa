package org.aectl.config.bind;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.aectl.base.InvalidInputException;
import org.aectl.base.PlainText;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;
import tools.jackson.dataformat.yaml.YAMLSchema;

/**
 * Reads YAML or JSON text into a tree that remembers the line of every value. Aliases are refused rather than followed,
 * so that a small file cannot become a large tree; so are tags, because no file chooses what is made of it.
 */
public final class TreeReader {
    /** Far beyond any config: the deepest key has four levels. */
    private static final int MOST_LEVELS = 32;

    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MOST_LEVELS)
            .maxNameLength(200)
            .maxStringLength(10_000)
            .maxNumberLength(100)
            .build();

    public static final TokenStreamFactory YAML = YAMLFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            .yamlSchema(YAMLSchema.CORE)
            .build();

    public static final TokenStreamFactory JSON =
            JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();

    private final JsonParser parser;
    private final IntFunction<SourceLocation> places;
    private final Problems problems;

    private TreeReader(JsonParser parser, IntFunction<SourceLocation> places, Problems problems) {
        this.parser = parser;
        this.places = places;
        this.problems = problems;
    }

    /**
     * Reads one document.
     *
     * @param format {@link #YAML} or {@link #JSON}
     * @param places gives the place of a line; line 0 is the text as a whole
     * @throws InvalidInputException if the text has a syntax error or holds nothing
     */
    public static Node read(
            String text, TokenStreamFactory format, IntFunction<SourceLocation> places, Problems problems) {
        if (!isWhole(text)) {
            throw new InvalidInputException(Problems.oneLine(places.apply(0) + ": holds half a character"));
        }
        try (JsonParser parser = format.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new InvalidInputException(places.apply(0) + ": is empty");
            }
            TreeReader reader = new TreeReader(parser, places, problems);
            Node root = reader.node("", reader.place());
            if (parser.nextToken() != null) {
                throw new InvalidInputException(reader.place() + ": only one document is allowed in a config");
            }
            return root;
        } catch (StreamConstraintsException e) {
            throw new InvalidInputException(
                    Problems.oneLine(places.apply(0) + ": is no config: " + firstSentence(e.getOriginalMessage())), e);
        } catch (JacksonException e) {
            throw new InvalidInputException(Problems.oneLine(syntaxError(e, places)), e);
        }
    }

    /** Whether no surrogate stands alone: the scanner fails on one, and no file could keep it. */
    static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private SourceLocation place() {
        return places.apply(parser.currentTokenLocation().getLineNr());
    }

    private Node node(String path, SourceLocation place) {
        refuseTag(path, place);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(path, place);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(path, place);
        }
        return scalar(token, path, place);
    }

    /** A tag names a type, in other programs even a class: here it could only be passed over without a word. */
    private void refuseTag(String path, SourceLocation place) {
        Object tag = parser.getTypeId();
        if (tag != null) {
            throw new InvalidInputException(Problems.oneLine("%s: %s has the tag %s; tags are not supported"
                    .formatted(place, path.isEmpty() ? "the config" : path, PlainText.excerpt(tag.toString()))));
        }
    }

    private Node mapping(String path, SourceLocation place) {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            SourceLocation keyPlace = place();
            String below = Node.child(path, key);
            parser.nextToken();
            Node former = entries.putIfAbsent(key, node(below, keyPlace));
            if (former != null) {
                int line = former.place().line();
                problems.add(keyPlace, below + " is given twice, first in line " + line);
            }
        }
        return new Node.Mapping(entries, place);
    }

    private Node sequence(String path, SourceLocation place) {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(Node.child(path, String.valueOf(items.size())), place()));
        }
        return new Node.Sequence(items, place);
    }

    private Node scalar(JsonToken token, String path, SourceLocation place) {
        String text = parser.getString();
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw new InvalidInputException(Problems.oneLine(place + ": " + path + " is an alias (*" + text
                    + "); aliases are not supported, write the value out"));
        }
        return switch (token) {
            case VALUE_NULL -> new Node.Scalar(Node.Kind.NONE, null, "", place);
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(Node.Kind.BOOLEAN, null, text, place);
            case VALUE_NUMBER_FLOAT -> new Node.Scalar(Node.Kind.NUMBER, parser.getDoubleValue(), text, place);
            // Jackson reads 012 as octal; YAML 1.2 says twelve. Whoever writes it means neither for sure.
            case VALUE_NUMBER_INT ->
                text.matches("[-+]?0[0-9]+")
                        ? new Node.Scalar(Node.Kind.TEXT, null, text, place)
                        : new Node.Scalar(Node.Kind.WHOLE_NUMBER, parser.getNumberValue(), text, place);
            default -> new Node.Scalar(Node.Kind.TEXT, null, text, place);
        };
    }

    private static String syntaxError(JacksonException e, IntFunction<SourceLocation> places) {
        if (e.getCause() instanceof MarkedYamlEngineException marked) {
            // Its mark is where the scanner stumbled; Jackson's own location is the token before.
            int line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            return places.apply(line) + ": " + syntaxHint(firstSentence(marked.getProblem()));
        }
        int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
        return places.apply(line) + ": " + firstSentence(e.getOriginalMessage());
    }

    private static String syntaxHint(String problem) {
        return problem.startsWith("mapping values are not allowed")
                ? "a key cannot stand here; check the indentation and the space behind each colon"
                : problem;
    }

    /** Without the hints for programmers that follow in brackets. */
    private static String firstSentence(String message) {
        String line = message.strip().replaceAll("\\s+", " ");
        boolean aboutTabs = line.contains("TAB");
        return aboutTabs ? line : line.replaceAll("\\.? \\((from|start marker|Do not use|not recog).*", "");
    }
}
