"""What runs on the server: functions for its ``sh``, spoken to line by line over one connection.

POSIX sh and the tools of any Unix; nothing is installed there. Readers see ``current`` only, which one rename moves.
Files of a release share their bytes with other releases (hard links), so nothing here or in what sends files ever
writes into a file that is there; whatever arrives lands in an inbox of its own run and is moved.
"""

from __future__ import annotations

PREPARE = r"""
LC_ALL=C; export LC_ALL; umask 022; unset CDPATH work held; top=$PWD
say() { printf '\n@%s@ %s %s\n' "$mark" "$1" "$why"; }
has() { command -v "$1" >/dev/null 2>&1; }
tools() {
  [ -z "$work" ] || return 0
  for each in awk cat chmod cp find ln ls mkdir mktemp mv readlink rm rmdir sed sort touch tr xargs; do
    has "$each" || { why="missing $each"; return 1; }
  done
  none=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  hasher=
  for each in 'openssl dgst -sha256 -r' sha256sum 'shasum -a 256'; do
    case "$(has "${each%% *}" && $each </dev/null 2>/dev/null)" in $none*) hasher=$each; break ;; esac
  done
  [ "$hasher" ] || { why='missing sha256sum'; return 1; }
  jobs=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
  work=$(mktemp -d) || return 1
  parts=$work/parts; export hasher parts
  trap 'exec 9>&-; [ -z "$held" ] || rm -rf .jinguo/held; rm -rf "$work"' EXIT; trap 'exit 1' HUP INT TERM PIPE
}
named() { case $1 in *[!0-9a-f]*) return 1 ;; esac; [ ${#1} = 64 ]; }
enter() {
  tools || return 1
  case $1 in /*) ;; *) cd "$top" || return 1 ;; esac
  if [ ! -e "$1" ]; then
    [ "$2" = look ] && { echo absent; return 0; }
    mkdir -- "$1" || { why=nofolder; return 1; }
  fi
  cd -P -- "$1" || { why=nofolder; return 1; }
  for each in *; do
    case $each in
      releases) [ -d releases ] && [ ! -L releases ] && continue ;;
      current) [ -L current ] && continue ;;
      lost+found) continue ;;
      '*') [ -e '*' ] || continue ;;
    esac
    why="foreign $each"; return 1
  done
  if [ "$2" != look ]; then
    hold && mkdir -p releases || return 1
  fi
  pwd -P; has rsync && echo rsync
  lives && echo "live $live"
}
lives() {
  live=
  [ -L current ] || return 0
  live=$(readlink current); live=${live#releases/}
  named "${live%.mended}" || { why="foreign current"; return 1; }
  [ -d "releases/$live" ] || live=
}
hold() {
  [ -z "$held" ] || return 0
  mkdir -p .jinguo && touch .jinguo/lock || return 1
  tries=0
  until taken; do
    tries=$((tries + 1))
    if [ $tries -gt 200 ]; then
      [ "$(find .jinguo/lock -mmin +3)" ] && [ $tries -lt 220 ] || { why=busy; return 1; }
      kill "$(cat .jinguo/pid)"; rm -rf .jinguo/held .jinguo/lock; touch .jinguo/lock; tries=210
    fi
    sleep 0.1 || sleep 1
  done
  held=yes; echo $$ >.jinguo/pid; touch .jinguo/lock
}
taken() {
  if has flock; then exec 9>>.jinguo/lock; flock -n 9; return; fi
  mkdir .jinguo/held && return
  [ -s .jinguo/pid ] && ! kill -0 "$(cat .jinguo/pid)" && rm -rf .jinguo/held
  return 1
}
beating() {
  ( trap 'kill $nap; exit' TERM
    while kill -0 $$; do touch .jinguo/lock; sleep 20 & nap=$!; wait $nap; done ) 9>&- >/dev/null 2>&1 & beat=$!
}
resting() { kill "$beat"; wait "$beat"; } 2>/dev/null
"""
"""The first part: see whether everything is there, take the lock, find the live release.

``taken`` holds with ``flock``, which the system lets go of with its holder; else with a folder and the holder's
number. A holder that has not stirred for three minutes has lost its client without noticing, and is ended.
"""

LIST = r"""
plain() {
  if [ -z "$strange" ]; then find . -type f -print0
  else find . -type f ! -path '*[[:cntrl:]\\]*' -print0
  fi
}
hashed() { xargs -0 -n 256 -P "$jobs" sh -c '[ $# = 0 ] || $hasher "$@" >>"$parts/$$"' sh; }
gathered() { cat "$parts"/* | sed 's/^\([0-9a-f]*\) [ *]/\1  /' | sort; rm -rf "$parts"; }
digest() { set -- $($hasher <"$1"); echo "$1"; }
odd() { (cd "$1" && find . \( ! -type f ! -type d -o -name '*[[:cntrl:]\\]*' \) -print); }
list() {
  rm -rf "$parts"; mkdir "$parts" && touch "$parts/0" || return 1
  touch "$work/stamp"
  strange=$(odd "$1" | head -n 1)
  (cd "$1" && plain | hashed) || { why=unread; return 1; }
  gathered >"$work/list" || return 1
  listed=$1; found=$(digest "$work/list")
}
known() {
  [ "$listed" = "$1" ] && [ -e "$work/stamp" ] && [ -z "$(find "$1" -newer "$work/stamp" | head -n 1)" ]
}
fits() { [ "$found" = "$1" ] && [ -z "$strange" ]; }
glance() { list "$1"; }
look() {
  known "$1" || list "$1" || return 1
  tell "$2" "$3"
}
tell() {
  echo "$found ${strange:+strange}"
  [ "$found" = "$1" ] || { digits=$2; buckets; }
}
zipped() { if has gzip; then gzip -cn; else cat; fi; }
buckets() {
  rm -rf "$work/b"; mkdir "$work/b" || return 1
  awk -v d="$digits" -v to="$work/b/" '
    { k = substr($0, 1, d); if (k != last) { if (last != "") close(to last); last = k }; print >(to k) }' "$work/list"
  (cd "$work/b" && find . -type f -exec $hasher {} +) |
    awk '{ n = $0; sub(/.*[\/]/, "", n); print n substr($0, 1, 6) }' | sort | zipped
}
rows() {
  awk -v keys="$1" -v d="$digits" '
    BEGIN { n = split(keys, k, " "); for (i = 1; i <= n; i++) want[k[i]] = 1 }
    keys == "all" || (substr($0, 1, d) in want) { print substr($0, 1, 20) substr($0, 69) }' "$work/list" | zipped
}
sound() {
  id=$(sed '1s/"id": "[0-9a-f]*"/"id": ""/' "$1/manifest.json" | $hasher)
  [ "${id%% *}" = "${1##*/}" ] || [ "${id%% *}.mended" = "${1##*/}" ] || return 1
  sed -n 's/^{"path": "\(.*\)", "size": [0-9]*, "sha256": "\([0-9a-f]*\)"},\{0,1\}$/\2  .\/\1/p' "$1/manifest.json" |
    sed 's/\\"/"/g' | sort >"$work/told"
  sed '/^[0-9a-f]*  \.\/manifest\.json$/d' "$work/list" >"$work/seen"
  [ -z "$strange" ] && [ "$(digest "$work/told")" = "$(digest "$work/seen")" ]
}
whole() {
  known "releases/$live" || list "releases/$live" || return 1
  if sound "releases/$live"; then echo whole; fi
}
kept() {
  [ -d releases ] || return 0
  for each in $live $(ls -1t releases); do
    named "${each%.mended}" && [ -d "releases/$each" ] || continue
    printf '%s ' "$each"; sed -n '1{s/"files".*//;p;}' "releases/$each/manifest.json" || echo
  done
}
partly() { if [ -d "releases/.incoming-$1" ]; then echo partly; fi; }
"""
"""The second part: what really lies there, read from the disk.

A list is one line a file, ``sha256  ./path``, sorted. Its digest alone goes over the wire; where it does not fit, the
digests of its parts by the first signs of the lines, and the lines of the parts that differ.
"""

CHANGE = r"""
begin() {
  beating; begun "$@"; set -- $?; resting; return $1
}
begun() {
  incoming=releases/.incoming-$1; inbox=releases/.inbox-$1-$4
  for each in releases/.incoming-* releases/.gone-* releases/.making-* releases/.inbox-*; do
    case $each in "$incoming" | "releases/.inbox-$1-"*) continue ;; esac
    rm -rf "$each"
  done
  set -- "$1" "$2" "$3" "$(ls -d releases/.inbox-"$1"-* 2>/dev/null | head -n 1)"
  if [ -d "$incoming" ]; then base=$incoming
  elif [ "${live%.mended}" = "$1" ]; then base=releases/$live
  elif [ -d "releases/$1" ]; then base=releases/$1
  elif [ "$live" ]; then base=releases/$live
  else mkdir "$incoming" && base=$incoming || return 1
  fi
  if [ "$4" ]; then
    [ "$base" = "$incoming" ] || copy || return 1
    for each in releases/.inbox-"$1"-*; do adopt "$each" || rm -rf "$each"; done
  fi
  if [ "$base" != "$incoming" ] && [ "$base" != "releases/$1" ] && [ "$base" != "releases/$1.mended" ]; then
    ( copy ) >"$work/copied" 2>&1 9>&- & copier=$!
    known "$base" || list "$base" || { wait $copier; return 1; }
    wait $copier || { cat "$work/copied" >&2; return 1; }
    base=$incoming; listed=$incoming
  else
    known "$base" || list "$base" || return 1
    if [ "$base" != "$incoming" ] && ! fits "$2"; then copy && listed=$incoming || return 1; fi
  fi
  mkdir "$inbox" && tell "$2" "$3"
}
copy() {
  making=releases/.making-${incoming##*-}
  rm -rf "$making"
  cp -al "$base" "$making" || { rm -rf "$making"; cp -a "$base" "$making"; } || return 1
  (cd "$making" && find . -depth \( ! -type f ! -type d -o -name '*[[:cntrl:]\\]*' \) -exec rm -rf {} +)
  chmod 755 "$making" && mv "$making" "$incoming" && base=$incoming
}
adopt() {
  [ -d "$1" ] || return 0
  find "$1" ! -type f ! -type d -exec rm -f {} +
  cp -alf "$1/." "$incoming/" || ( cd "$1" && into=$OLDPWD/$incoming && export into &&
    find . -type d -exec sh -c 'for each; do mkdir -p -- "$into/$each" || exit 1; done' sh {} + &&
    find . -type f -exec sh -c 'for each; do mv -f -- "$each" "$into/$each" || exit 1; done' sh {} + ) || return 1
  rm -rf "$1"
}
finish() {
  cat >"$work/gone" || return 1
  beating; finished "$@" </dev/null; set -- $?; resting; return $1
}
finished() {
  if [ "$base" = "$incoming" ]; then
    (cd "$incoming" && tr '\n' '\0' <"$work/gone" | xargs -0 rm -rf --) && adopt "$inbox" || return 1
    find "$incoming" -type d ! -perm 755 -exec chmod 755 {} + || return 1
    find "$incoming" -type f ! -perm 644 -exec chmod 644 {} + || return 1
    find "$incoming" -depth -type d -exec rmdir {} + 2>/dev/null
    prove || return 1
  fi
  rm -rf "$inbox"
  fits "$2" || { why=differs; listed=; return 1; }
  settled && place "$1" && clean "$3" "$4"
}
prove() {
  mkdir "$parts" && touch "$parts/0" || return 1
  (cd "$incoming" && find . -type f >"$work/there" && find . -type f -newer "$work/stamp" -print0 | hashed) ||
    { why=unread; return 1; }
  gathered >"$work/fresh"; touch "$work/stamp"
  awk 'FILENAME == ARGV[1] { sum[substr($0, 67)] = substr($0, 1, 64); next }
    FILENAME == ARGV[2] { p = substr($0, 67); if (!(p in sum)) sum[p] = substr($0, 1, 64); next }
    { print sum[$0] "  " $0 }' "$work/fresh" "$work/list" "$work/there" | sort >"$work/proven" || return 1
  mv "$work/proven" "$work/list"; found=$(digest "$work/list"); strange=$(odd "$incoming" | head -n 1)
}
settled() { sync -f releases || sync; }
rename() {
  mv -T "$1" "$2" || mv -h "$1" "$2" || perl -e 'rename($ARGV[0], $ARGV[1]) || exit 1' "$1" "$2" ||
    python3 -c 'import os, sys; os.rename(sys.argv[1], sys.argv[2])' "$1" "$2"
}
flip() {
  rm -f .jinguo/next && ln -s "releases/$1" .jinguo/next && touch "releases/$1" && rename .jinguo/next current &&
    sync -f . && live=$1
}
place() {
  if [ "$base" = "releases/$1" ]; then [ "$live" = "$1" ] || flip "$1"; return; fi
  if [ "$base" = "$incoming" ]; then
    if [ "$live" != "$1" ]; then
      [ ! -d "releases/$1" ] || mv "releases/$1" "releases/.gone-$1" || return 1
      mv "$incoming" "releases/$1" && flip "$1"
      return
    fi
    mv "$incoming" "releases/$1.mended" && flip "$1.mended" || return 1
  fi
  rm -rf "releases/$1" "releases/.making-$1" && cp -al "releases/$1.mended" "releases/.making-$1" &&
    mv "releases/.making-$1" "releases/$1" && flip "$1" && rm -rf "releases/$1.mended"
}
clean() {
  for each in $2; do [ "$each" = "$live" ] || rm -rf "releases/$each" "releases/$each.mended" ||
    { why="undead $each"; return 1; }; done
  left=$1
  for each in $(ls -1t releases); do
    named "${each%.mended}" && [ "$each" != "$live" ] || continue
    left=$((left - 1))
    [ $left -ge 0 ] || mv "releases/$each" "releases/.gone-$each" || return 1
  done
  rm -rf releases/.gone-* </dev/null >/dev/null 2>&1 9>&- &
}
back() {
  beating; returned "$@"; set -- $?; resting; return $1
}
returned() {
  [ "$live" = "$1.mended" ] || [ -d "releases/$1" ] || mv "releases/$1.mended" "releases/$1"
  [ -d "releases/$1" ] || { why=unknown; return 1; }
  list "releases/$1" || return 1
  sound "releases/$1" || { why=unsound; return 1; }
  base=releases/$1; incoming=; place "$1" && clean "$2" "$3"
}
"""
"""The third part: a copy by hard links, what has come laid into it, the proof, the rename, what is kept.

The live release is never touched. One that somebody has changed on the server is mended beside it and takes its place
under the same name in two renames, both between folders that hold the same.
"""

SCRIPT = "\n".join(line.strip() for line in (PREPARE + LIST + CHANGE).splitlines() if line.strip()) + "\n"
