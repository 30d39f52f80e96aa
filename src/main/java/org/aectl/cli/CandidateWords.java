package org.aectl.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.aectl.config.SourceConfig;
import org.aectl.config.Starters;
import org.aectl.config.Words;
import org.aectl.data.NamedSet;
import org.aectl.infer.ExampleFormat;
import org.aectl.infer.TableFormat;

/** The words that an option or a parameter can be: for the help, and for shells that complete them. */
final class CandidateWords {
    private CandidateWords() {}

    /** Families of autoencoders. */
    static final class Families implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Starters.families().iterator();
        }
    }

    /** Splits of a run's data. */
    static final class Splits implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("training", "validation", "test").iterator();
        }
    }

    /** What examples can be written as. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(ExampleFormat.values());
        }
    }

    /** What tables can be written as. */
    static final class TableFormats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(TableFormat.values());
        }
    }

    /** How pictures are read. */
    static final class Colors implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(SourceConfig.Images.Color.values());
        }
    }

    /** Sets that can be used by name. */
    static final class Sets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NamedSet.ALL.stream().map(NamedSet::name).iterator();
        }
    }

    /** Sets that can be fetched. */
    static final class RemoteSets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NamedSet.ALL.stream()
                    .filter(set -> !set.isBuiltIn())
                    .map(NamedSet::name)
                    .iterator();
        }
    }

    /** Shells that run the completion script. */
    static final class Shells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(CompletionCommand.Shell.values());
        }
    }

    /** Runs: a word that the completion script replaces, because only the shell knows which there are by then. */
    static final class Runs implements Iterable<String> {
        static final String PLACEHOLDER = "RUNS";

        @Override
        public Iterator<String> iterator() {
            return List.of(PLACEHOLDER).iterator();
        }
    }

    private static Iterator<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(constant -> Words.of(constant)).iterator();
    }
}
