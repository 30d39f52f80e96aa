package org.aectl.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Options of which each is right, but not beside the others or without them. */
final class WrongCombinations {
    /** A right call as {@link RightCalls} has it, what is added, what the message must say. */
    private static final String ALL = """
            train            | --resume vae                                   | --config
            train --resume   | --resume vae --set model.latent=3              | --set
            train --resume   | --resume vae --limit 10                        | --limit
            train --resume   | --resume vae --name other                      | --name other
            train --resume   | --resume vae --force                           | --force
            train            | --device cuda                                  | --device cuda
            train            | --engine spark                                 | --engine spark
            train            | --master local[2]                              | --master
            embed            | --engine spark                                 | --engine spark
            embed            | --master local[2]                              | --master
            reconstruct      | --engine spark                                 | --engine spark
            reconstruct      | --master local[2]                              | --master
            detect           | --engine spark                                 | --engine spark
            detect           | --master local[2]                              | --master
            evaluate         | --engine spark                                 | --engine spark
            evaluate         | --master local[2]                              | --master
            reconstruct      | --device cuda                                  | --device cuda
            sample           | --device cuda                                  | --device cuda
            finetune         | --device cuda                                  | --device cuda
            benchmark        | --device cuda                                  | --device cuda
            denoise          | --corrupted TABLE --noise masking:0.1          | --noise
            denoise          | --corrupted TABLE --seed 1                     | --seed
            denoise          | --corrupted TABLE --data TABLE                 | --data
            denoise          | --clean TABLE                                  | --clean
            denoise          | --corrupted TABLE --clean swiss-roll           | swiss-roll
            sample           | --grid --interpolate 0 1                       | --interpolate
            sample           | --grid --traverse 0                            | --traverse
            sample           | --traverse 0 --interpolate 0 1                 | --interpolate
            sample           | --grid --count 3                               | --count
            sample           | --grid --sampler gmm                           | --sampler
            sample           | --interpolate 0 1 --components 2               | --components
            sample           | --interpolate 0 1 --temperature 2              | --temperature
            sample           | --traverse 0 --seed 2                          | --seed
            sample           | --grid --from 1                                | --from
            sample           | --grid --data TABLE                            | --data
            sample           | --from 1                                       | --from
            sample           | --steps 3                                      | --steps
            sample           | --data TABLE                                   | --data
            sample           | --split test                                   | --split
            sample           | --traverse 0 --data TABLE                      | --data
            sample           | --components 2                                 | --components
            sample           | --sampler gmm --components 51                  | --components
            sample           | --label 1                                      | --label
            sample           | --grid --steps 1                               | --steps
            sample           | --grid --steps 101                             | --steps
            embed            | --points 5                                     | --points
            embed            | --beside vae                                   | --beside
            embed            | --with-variance --layer code                   | --with-variance
            embed            | --project tsne --points 3                      | --project tsne
            evaluate         | --data TABLE --split validation                | validation
            detect           | --outliers 1 --inliers 7                       | --outliers
            detect           | --format npy                                   | --format
            detect           | --features --format png                        | --format png
            detect           | --score error --nll-samples 3                  | --nll-samples
            detect           | --score loss --seed 3                          | --seed
            detect           | --threshold f1                                 | --threshold f1
            finetune         | --freeze --head-epochs 1                       | --head-epochs
            finetune         | --head-epochs 2                                | --head-epochs
            finetune         | --labels-from side                             | --labels-from
            finetune         | --data mnist-mini --labels-from side           | --labels-from
            finetune         | --labels 1000                                  | 1000
            finetune --name  | --name vae                                     | --name
            predict          | --data swiss-roll                              | swiss-roll
            runs             | --csv --json                                   | --csv
            runs             | --diff vae vae --csv                           | --csv
            runs             | --diff vae vae --sort best                     | --sort
            runs             | --diff vae vae --reverse                       | --reverse
            runs             | --sort -best --reverse                         | --reverse
            config init      | --force                                        | --force
            data describe    | --key images                                   | --key
            data describe    | --color rgb                                    | --color
            """;

    private WrongCombinations() {}

    /**
     * One of them.
     *
     * @param call the right one that it spoils
     * @param words that are added
     * @param named what the message must say
     */
    record Combination(String call, List<String> words, String named) {}

    /** @param table what TABLE stands for */
    static List<Combination> of(CommandSpec command, String table) {
        return ALL.lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .filter(row ->
                        command.qualifiedName().equals("aectl " + row.get(0).replaceFirst(" --.*", "")))
                .map(row -> new Combination(
                        "aectl " + row.get(0),
                        List.of(row.get(1).replace("TABLE", table).split(" ", -1)),
                        row.get(2)))
                .toList();
    }
}
