package org.aectl.cli.option;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.aectl.config.bind.EnumNames;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.load.Starters;
import org.aectl.config.source.Images;
import org.aectl.data.fetch.NamedSet;
import org.aectl.eval.OutlierScore;
import org.aectl.eval.Projection;
import org.aectl.output.CodeFormat;
import org.aectl.output.ExampleFormat;
import org.aectl.output.TableFormat;
import org.aectl.task.sample.SamplerChoice;

/** The words that an option or a parameter can be: for the help, and for shells that complete them. */
public final class CandidateWords {
    private CandidateWords() {}

    /** Families of autoencoders. */
    public static final class Families implements Iterable<String> {
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
    public static final class TableFormats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(TableFormat.values());
        }
    }

    /** How pictures are read. */
    public static final class Colors implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(Images.Color.values());
        }
    }

    /** Sets that can be used by name. */
    public static final class Sets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NamedSet.ALL.stream().map(NamedSet::name).iterator();
        }
    }

    /** Sets that can be fetched. */
    public static final class RemoteSets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NamedSet.ALL.stream()
                    .filter(set -> !set.isBuiltIn())
                    .map(NamedSet::name)
                    .iterator();
        }
    }

    /** Runs: a word that the completion script replaces, because only the shell knows which there are by then. */
    public static final class Runs implements Iterable<String> {
        public static final String PLACEHOLDER = "RUNS";

        @Override
        public Iterator<String> iterator() {
            return List.of(PLACEHOLDER).iterator();
        }
    }

    /** What codes can be written as. */
    public static final class CodeFormats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(CodeFormat.values());
        }
    }

    /** What detected examples can be written as. */
    public static final class FeatureFormats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("csv", "npy", "parquet").iterator();
        }
    }

    /** Ways to lay out codes in a plane. */
    public static final class Projections implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(Projection.values());
        }
    }

    /** Scores of outliers. */
    public static final class Scores implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(OutlierScore.values());
        }
    }

    /** What codes are drawn from. */
    static final class Samplers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(SamplerChoice.Kind.values());
        }
    }

    /** What trains and infers. */
    static final class Engines implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words(EngineOption.Engine.values());
        }
    }

    /** Names of layers that most networks have. */
    public static final class Layers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("code", "encoder-1", "encoder-2", "decoder-1", "decoder-2", "output")
                    .iterator();
        }
    }

    /** Rules for a threshold, with a number that is often taken. */
    public static final class Thresholds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("quantile:0.95", "mad:3.5", "sigma:3", "max-train", "f1")
                    .iterator();
        }
    }

    /** Kinds of noise, with a strength that is often taken. */
    public static final class Noises implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("gaussian:0.3", "salt-and-pepper:0.2", "masking:0.3").iterator();
        }
    }

    /** Keys of a config, ready for their values. */
    static final class Assignments implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ConfigLoader.keys().stream().map(key -> key + "=").iterator();
        }
    }

    public static Iterator<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(constant -> EnumNames.of(constant)).iterator();
    }
}
