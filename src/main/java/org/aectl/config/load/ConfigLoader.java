package org.aectl.config.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.config.bind.ConfigKey;
import org.aectl.config.bind.Node;
import org.aectl.config.bind.Overrides;
import org.aectl.config.bind.Problems;
import org.aectl.config.bind.RecordBinder;
import org.aectl.config.bind.SourceLocation;
import org.aectl.config.bind.TreeReader;
import org.aectl.config.rule.ConfigRules;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamFactory;

/** Reads experiment configs: text to tree, overrides, binding, rules; all problems are reported at once. */
public final class ConfigLoader {
    /** Configs have a few hundred bytes; more than this is a data file given by mistake. */
    private static final int MOST_BYTES = 1 << 20;

    /** Lets editors find the schema of a JSON file; the only key that decides nothing. */
    static final String SCHEMA_KEY = "$schema";

    private static final String NAME_KEY = "name";

    private ConfigLoader() {}

    /**
     * Reads a config file.
     *
     * @param file a .yaml, .yml or .json file; relative paths in it are relative to its folder
     * @param overrides {@code key.path=value} each; relative paths in them are relative to the working directory
     * @throws InvalidInputException with a line for each problem
     */
    public static ExperimentConfig load(Path file, List<String> overrides) {
        Path folder = folder(file);
        Problems problems = new Problems();
        Node.Mapping root =
                readTree(text(file), format(file), line -> new SourceLocation(file.toString(), line, folder), problems);
        Overrides changes = new Overrides(root, problems);
        overrides.forEach(changes::apply);
        if (Node.isAbsent(root.entries().get(NAME_KEY))) {
            String name =
                    ExperimentConfig.nameOf(String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", ""));
            root.entries()
                    .put(
                            NAME_KEY,
                            new Node.Scalar(
                                    Node.Kind.TEXT, null, name, root.place().withoutLine()));
        }
        return bind(root, problems);
    }

    /**
     * Reads a config that was stored in a checkpoint or a run folder.
     *
     * @param yamlOrJson its text
     * @param origin what messages call it; the text is JSON if this ends in .json, otherwise YAML
     * @throws InvalidInputException with a line for each problem
     */
    public static ExperimentConfig parse(String yamlOrJson, String origin) {
        return parse(yamlOrJson, origin, List.of());
    }

    /**
     * As above, for a config that no file holds. Relative paths in it are relative to the working directory.
     *
     * @param overrides {@code key.path=value} each
     */
    public static ExperimentConfig parse(String yamlOrJson, String origin, List<String> overrides) {
        Problems problems = new Problems();
        boolean isJson = origin.toLowerCase(Locale.ROOT).endsWith(".json");
        TokenStreamFactory format = isJson ? TreeReader.JSON : TreeReader.YAML;
        Node.Mapping root =
                readTree(yamlOrJson, format, line -> new SourceLocation(origin, line, Path.of("")), problems);
        Overrides changes = new Overrides(root, problems);
        overrides.forEach(changes::apply);
        return bind(root, problems);
    }

    private static Node.Mapping readTree(
            String text, TokenStreamFactory format, IntFunction<SourceLocation> places, Problems problems) {
        Node root = TreeReader.read(text, format, places, problems);
        if (root instanceof Node.Mapping mapping) {
            mapping.entries().remove(SCHEMA_KEY);
            return mapping;
        }
        if (Node.isAbsent(root)) {
            throw new InvalidInputException(places.apply(0) + ": is empty");
        }
        throw new InvalidInputException(Problems.oneLine(
                root.place() + ": must be an object of keys such as data and model, was " + root.shown()));
    }

    private static ExperimentConfig bind(Node.Mapping root, Problems problems) {
        RecordBinder binder = new RecordBinder(ExperimentConfig.class, problems);
        ExperimentConfig config = binder.bindRoot(ExperimentConfig.class, root);
        Node name = root.at(NAME_KEY);
        new ConfigRules(root, problems)
                .check(
                        name == null ? null : name.text(),
                        binder.at("data", DataConfig.class),
                        binder.at("model", ModelConfig.class),
                        binder.at("training", TrainingConfig.class));
        problems.throwIfAny();
        if (config == null) {
            throw new IllegalStateException("a config without problems was not bound");
        }
        return config;
    }

    private static TokenStreamFactory format(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return TreeReader.JSON;
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return TreeReader.YAML;
        }
        throw new InvalidInputException(file + ": a config file's name ends in .yaml, .yml or .json");
    }

    private static Path folder(Path file) {
        @Nullable Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of("") : folder;
    }

    /** Paths of all keys that have a value of their own, as {@code --set} takes them. */
    public static List<String> keys() {
        Set<String> paths = ConfigKey.paths(ExperimentConfig.class, "");
        return paths.stream()
                .filter(path -> paths.stream().noneMatch(other -> other.startsWith(path + ".")))
                .toList();
    }

    /** The text of a config file, if it can be one. */
    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(file + ": is a folder, not a config file");
        }
        try (InputStream input = Files.newInputStream(file)) {
            // Not Files.size: a pipe has none.
            byte[] bytes = input.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidInputException(file + ": is no config: it is larger than 1 MiB");
            }
            return withoutByteOrderMark(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(file + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new InvalidInputException(file + ": access denied", e);
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(file + ": is not UTF-8 text", e);
        } catch (IOException e) {
            throw new InvalidInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
