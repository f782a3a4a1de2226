#!/usr/bin/env bash
# Empties the folder that the image is made from, as jlink writes into none that exists; jib wants a
# folder of classes, and this module has none.
set -euo pipefail
[[ $1 == */target/container ]]
rm -rf "$1"
mkdir -p "$1" "$(dirname "$1")/classes"
