#!/bin/sh
# Trains a grid of runs, code size x learning rate, one after the other, and ends with a table of them, the lowest loss
# first. Where a run fails it goes on with the next. Called again, it leaves alone what is done, resumes what was
# interrupted, and trains the rest; so Ctrl-C (which ends the epoch and keeps a checkpoint) loses nothing.
#
# Run:      configs/batch.sh                       (of configs/ae.yaml; six runs)
#           BATCH_LATENTS='2 20' BATCH_RATES=0.002 configs/batch.sh configs/vae.json
# Time:     as long as its config's, for each run
# Leaves:   the runs in models/batch, the table as runs.csv beside them, and failed.txt where some failed
# Exit:     0 all are done, 1 some failed, 130 interrupted
#
# Environment:
#   BATCH_LATENTS  code sizes; 16 32 if not given
#   BATCH_RATES    learning rates; 0.0005 0.001 0.002 if not given
#   BATCH_EPOCHS   epochs of each run, instead of the config's
#   BATCH_LIMIT    use the first rows only, as train --limit
#   BATCH_OUTPUT   folder for the runs; models/batch if not given
set -eu

here=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd -P)
aectl=$here/../aectl
config=${1:-$here/ae.yaml}
output=${BATCH_OUTPUT:-models/batch}
experiment=$(basename -- "$config")
experiment=$(printf '%s' "${experiment%.*}" | LC_ALL=C tr -cs 'A-Za-z0-9._-' '-')
failures=0
stopped=

say() {
    printf 'batch: %s\n' "$1" >&2
}

# Prints what became of run $1 before this call: done, interrupted, ...; nothing where there is no such run.
outcome() {
    printf '%s\n' "$before" | awk -F , -v run="$1" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == "outcome") column = i }
        $1 == run { print $column }'
}

# Trains run $1 with $2 code units at learning rate $3; further words go to aectl.
begin() {
    run=$1 latent=$2 rate=$3
    shift 3
    "$aectl" train --config "$config" --output "$output" --name "$run" --set "model.latent=$latent" \
        --set "training.optimizer.learningRate=$rate" ${BATCH_EPOCHS:+--epochs "$BATCH_EPOCHS"} \
        ${BATCH_LIMIT:+--limit "$BATCH_LIMIT"} "$@"
}

# Goes on with run $1, or trains it anew where it had not come to its first checkpoint.
resume() {
    if ls "$output/$1"/checkpoints/epoch-*.zip >/dev/null 2>&1; then
        "$aectl" train --resume "$output/$1" ${BATCH_EPOCHS:+--epochs "$BATCH_EPOCHS"}
    else
        begin "$@" --force
    fi
}

# Brings one point of the grid to its end; returns what aectl does.
finish() {
    case $(outcome "$1") in
        done | stopped-early) say "$1 is done already" ;;
        # The same again would diverge again.
        diverged) say "$1 diverged earlier; to train it again remove $output/$1" && return 3 ;;
        '') say "$1" && begin "$@" ;;
        *) say "$1, again" && resume "$@" ;;
    esac
}

stop_if_interrupted() {
    if [ -n "$stopped" ] || [ "$1" -eq 130 ]; then
        say 'interrupted; the same command goes on'
        exit 130
    fi
}

note_failure() {
    failures=$((failures + 1))
    printf '%s: exit code %s\n' "$1" "$2" >>"$output/failed.txt"
    say "$1 failed (exit code $2)"
}

# aectl is told by the terminal as well; this script waits for its end.
trap 'stopped=yes' INT TERM
# What is wrong with the config is wrong in every run.
"$aectl" config validate "$config" >/dev/null || exit
mkdir -p "$output"
rm -f "$output/failed.txt"
before=$("$aectl" runs --models "$output" --csv)
for latent in ${BATCH_LATENTS:-16 32}; do
    for rate in ${BATCH_RATES:-0.0005 0.001 0.002}; do
        name=$experiment-z$latent-lr$rate
        code=0
        finish "$name" "$latent" "$rate" || code=$?
        stop_if_interrupted "$code"
        [ "$code" -eq 0 ] || note_failure "$name" "$code"
    done
done

"$aectl" runs --models "$output" --sort best --csv >"$output/runs.csv.part"
mv "$output/runs.csv.part" "$output/runs.csv"
"$aectl" runs --models "$output" --sort best
if [ "$failures" -gt 0 ]; then
    say "$failures failed, see $output/failed.txt"
    exit 1
fi
