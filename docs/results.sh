#!/bin/sh
# Measures the rows of results.md: every experiment with five seeds, one after the other, into a folder of their own. Can be stopped at
# any time; the same command goes on. Needs `aectl data fetch mnist`, and some hours of two cores.
#
#   docs/results.sh [FOLDER] [SEEDS]        # FOLDER: models/results; SEEDS: 5
#   docs/results.sh short [FOLDER] [SEEDS]  # only what takes minutes and needs no download
#
# Prints for each experiment the table of its seeds: mean and standard deviation (divisor n - 1) of all measures on the test split.
set -eu
cd "$(dirname "$0")/.."
only=all
if [ "${1:-}" = short ]; then
    only=short
    shift
fi
folder=${1:-models/results}
seeds=${2:-5}

# NAME CONFIG [KEY=VALUE...]
experiment() {
    name=$1
    config=$2
    shift 2
    for change; do
        set -- "$@" --set "$change"
        shift
    done
    ./aectl --quiet train --config "$config" --name "$name" --output "$folder" --seeds "$seeds" "$@"
}

# RUN LABELS: accuracies of both networks, a draw for each seed
few_labels() {
    seed=1
    while [ "$seed" -le "$seeds" ]; do
        target=$folder/$1-labels-$2-$seed
        [ -f "$target/confusion.csv" ] ||
            ./aectl --quiet finetune "$folder/$1" --labels "$2" --seed "$seed" --name "$1-labels-$2-$seed" --output "$folder" --force
        seed=$((seed + 1))
    done
}

experiment ae configs/ae.yaml
experiment swiss-roll configs/swiss-roll.yaml
[ "$only" = all ] || exit 0

experiment vae-mnist configs/vae-mnist.yaml
# The worth of the label: all else alike, and a weight of the divergence of 1.
experiment cvae-like configs/cvae-mnist.yaml model.kl.beta=1
experiment vae-like configs/cvae-mnist.yaml model.type=vae model.kl.beta=1
experiment cvae-mnist configs/cvae-mnist.yaml
experiment linear-ae configs/linear-ae.yaml
experiment deep-ae configs/deep-ae.yaml
experiment sparse-mnist configs/sparse-mnist.yaml
# Pretraining: the same number of epochs in all, 5 stages of 4 and 20 for the whole, or 40 for the whole.
experiment sae-mnist configs/sae-mnist.yaml
experiment sae-unpretrained configs/sae-mnist.yaml model.pretraining.epochs=0 training.epochs=40
for config in dae-mnist dae-masking dae-salt-and-pepper; do
    experiment "$config" "configs/$config.yaml"
    seed=42
    while [ "$seed" -lt $((42 + seeds)) ]; do
        ./aectl denoise "$folder/$config-s$seed" --output "$folder/$config-s$seed/denoise"
        seed=$((seed + 1))
    done
done
experiment vae-16 configs/vae-mnist.yaml model.latent=16
experiment ae-16 configs/ae.yaml data.name=mnist model.latent=16
for run in ae-16-s42 vae-16-s42 vae-mnist-s42; do
    few_labels "$run" 10
done
for digit in 0 1 2 3 4 5 6 7 8 9; do
    experiment "one-$digit" configs/one-class.yaml "data.classes=$digit"
    seed=42
    while [ "$seed" -lt $((42 + seeds)) ]; do
        ./aectl detect "$folder/one-$digit-s$seed" --output "$folder/one-$digit-s$seed/detect"
        seed=$((seed + 1))
    done
done
# The longest.
experiment vae-conv configs/vae-conv.yaml
