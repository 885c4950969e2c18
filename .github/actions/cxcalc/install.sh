#!/usr/bin/env bash
# Puts a release of cxcalc on the path of the next steps: $VERSION, or the latest where none is on the path.
# $RELEASES is where they are, for tests.
set -euo pipefail

releases=${RELEASES:-https://github.com/cxcalc/cxcalc/releases}
version=${VERSION:-}
if [ -z "$version" ]; then
  if command -v cxcalc >/dev/null; then exit 0; fi
  latest=$(curl -fsSLI -o /dev/null -w '%{url_effective}' "$releases/latest")
  version=${latest##*/}
fi
case "$RUNNER_OS" in
  Linux) system=linux ending=tar.gz ;;
  macOS) system=darwin ending=tar.gz ;;
  Windows) system=windows ending=zip ;;
  *) echo "::error title=cxcalc::there is no release for $RUNNER_OS"; exit 1 ;;
esac
case "$RUNNER_ARCH" in
  X64) machine=amd64 ;;
  ARM64) machine=arm64 ;;
  *) echo "::error title=cxcalc::there is no release for $RUNNER_ARCH"; exit 1 ;;
esac

name=cxcalc_${version#v}_${system}_${machine}
folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/cxcalc.XXXXXX")
cd "$folder"
curl -fsSL -O "$releases/download/$version/$name.$ending" -O "$releases/download/$version/checksums.txt"
grep " $name.$ending\$" checksums.txt >expected
if command -v sha256sum >/dev/null; then sha256sum -c expected; else shasum -a 256 -c expected; fi
if [ "$ending" = zip ]; then unzip -q "$name.$ending"; else tar -xzf "$name.$ending"; fi
echo "$folder/$name" >>"$GITHUB_PATH"
