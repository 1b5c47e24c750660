"""What runs on the server: functions for its ``sh``, spoken to line by line over one connection.

POSIX sh and the tools of any Unix; nothing is installed there. Readers see ``current`` only, which one rename moves.
Files of a release share their bytes with other releases (hard links), so nothing here or in what sends files ever
writes into a file that is there; whatever arrives lands in an inbox of its own run and is moved.
"""

from __future__ import annotations

PREPARE = r"""
LC_ALL=C; export LC_ALL; umask 022; unset CDPATH work held tail trust; top=$PWD
say() { printf '\n@%s@ %s %s\n' "$mark" "$1" "$why"; }
has() { command -v "$1" >/dev/null 2>&1; }
tools() {
  [ -z "$work" ] || return 0
  for each in awk cat chmod cp find ln ls mkdir mktemp mv readlink rm rmdir sed sort tee touch tr xargs; do
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
  parts=$work/parts; stamp=$work/stamp; export hasher parts
  case $(find . -prune -printf '%D %i %C@\n' 2>/dev/null) in *[0-9].[0-9]*) telling=yes ;; *) telling= ;; esac
  trap 'exec 9>&-; tailed; [ -z "$held" ] || rm -rf .jinguo/held; rm -rf "$work"' EXIT
  trap 'exit 1' HUP INT TERM PIPE
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
  [ "$2" = look ] || hold || return 1
  trust=$3; remember
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
  mkdir -p .jinguo && touch .jinguo/try && rm -f .jinguo/try || return 1
  [ -w .jinguo/lock ] || touch .jinguo/lock || return 1
  tries=0
  until taken; do
    tries=$((tries + 1))
    if [ $tries -gt 200 ]; then
      [ $tries -lt 220 ] && [ "$(find .jinguo/lock -mmin +3)" ] && ended || { why=busy; return 1; }
      tries=210
    fi
    sleep 0.1 || sleep 1
  done
  held=yes; echo "$$ $(born $$)" >.jinguo/pid; touch .jinguo/lock; mkdir -p releases
}
taken() {
  if has flock; then exec 9>>.jinguo/lock; flock -n 9 9>&9; return; fi
  mkdir .jinguo/held && return
  [ -s .jinguo/pid ] && ! alive && rm -rf .jinguo/held
  return 1
}
born() {
  case $1 in '' | *[!0-9]*) return ;; esac
  since=$(awk '{ sub(/.*[)] /, ""); print $20 }' "/proc/$1/stat" || ps -o lstart= -p "$1") 2>/dev/null
  [ -z "$since" ] || echo $since $(cat /proc/sys/kernel/random/boot_id 2>/dev/null)
}
alive() {
  read -r pid life <.jinguo/pid; now=$(born "$pid")
  if [ "$now" ]; then [ -z "$life" ] || [ "$life" = "$now" ]; else kill -0 "$pid"; fi
}
ended() {
  [ -s .jinguo/pid ] && read -r pid life <.jinguo/pid && [ "$life" ] && [ "$life" = "$(born "$pid")" ] &&
    kill "$pid" && rm -rf .jinguo/held .jinguo/lock && touch .jinguo/lock
}
beating() {
  ( while kill -0 $$; do touch .jinguo/lock; sleep 2; done ) 9>&- </dev/null >/dev/null 2>&1 & beat=$!
}
tailed() { [ -z "$tail" ] || wait "$tail"; tail=; }
resting() { kill -KILL "$beat"; wait "$beat"; } 2>/dev/null
"""
"""The first part: see whether everything is there, take the lock, find the live release.

``taken`` holds with ``flock``, which the system lets go of with its holder; else with a folder and the holder's
number. A holder that has not stirred for three minutes has lost its client without noticing, and is ended: only where
the process of that number began when the holder did. Numbers are given again, after a restart of the server at the
latest; nobody else's process is touched, and nobody waits for one.

``beating`` is the holder's sign of life, ended by KILL: a shell that has just been forked forgets TERM between the
handlers of its parent and its own, and ``resting`` would wait for ever.
"""

LIST = r"""
remember() {
  : >"$work/keys"; full=yes
  [ "$telling" ] && [ "$trust" != anew ] && [ -n "$(find .jinguo/read -mtime -7 2>/dev/null)" ] &&
    cat .jinguo/record >"$work/keys" 2>/dev/null && full=
  return 0
}
seen() {
  if [ "$telling" ]; then
    { find . -printf '%y%m %D %i %s %T@ %C@  %p\0' || echo >"$work/failed"; } | tr '\n\0' '\001\n'
  else
    { find . \( ! -type f ! -type d -o -name '*[[:cntrl:]\\]*' \) -print >"$work/odd" &&
      find . -type f ! -path '*[[:cntrl:]\\]*' || echo >"$work/failed"; } | sed 's/^/f644 -  /'
  fi
}
hashed() { xargs -0 -n 256 -P "$jobs" sh -c '[ $# = 0 ] || $hasher "$@" >>"$parts/$$"' sh; }
gathered() { cat "$parts"/* | sed 's/^\([0-9a-f]*\) [ *]/\1  /'; }
digest() { set -- $($hasher <"$1"); echo "$1"; }
list() {
  rm -rf "$parts"; mkdir "$parts" && touch "$parts/0" && touch "$stamp" || return 1
  for each in unread odd modes; do : >"$work/$each" || return 1; done
  rm -f "$work/failed"; listed=
  { (cd "$1" && seen) || echo >"$work/failed"; } | tee "$work/stat" | awk -v to="$work/" '
    FILENAME == ARGV[1] { sum[substr($0, 66)] = substr($0, 1, 64); next }
    { gap = index($0, " "); head = substr($0, 1, gap - 1); kind = substr(head, 1, 1)
      if (head != "f644" && head !~ /^d2?755$/) print head >(to "modes")
      at = index($0, "  ./"); path = substr($0, at + 2)
      if (kind == "d" ? at && path ~ /[\001-\037\177\\]/ : kind != "f" || path ~ /[\001-\037\177\\]/) {
        print path >(to "odd"); next }
      if (kind == "d") next
      key = substr($0, gap + 1, at - gap - 1)
      if (key in sum) print sum[key] "  " path; else print path >(to "unread") }' "$work/keys" - >"$work/same" &&
    [ ! -e "$work/failed" ] && (cd "$1" && tr '\n' '\0' <"$work/unread" | hashed) || { why=unread; return 1; }
  gathered >"$work/fresh" && sort "$work/same" "$work/fresh" >"$work/list" || return 1
  [ ! -s "$work/fresh" ] || learn || return 1
  strange=$(head -n 1 "$work/odd"); listed=$1; found=$(digest "$work/list")
}
learn() {
  [ "$telling" ] || return 0
  awk -v now="$(find "$stamp" -printf '%C@')" '
    FILENAME == ARGV[1] { sum[substr($0, 67)] = substr($0, 1, 64); next }
    { at = index($0, "  ./"); path = substr($0, at + 2) }
    (path in sum) && $6 + ($6 ~ /[.]0*$/ ? 2 : 0.1) < now + 0 {
      gap = index($0, " "); print sum[path] " " substr($0, gap + 1, at - gap - 1) }
  ' "$work/fresh" "$work/stat" >>"$work/keys"
}
known() {
  [ "$listed" = "$1" ] && [ -z "$(find "$1" -newer "$stamp" | head -n 1)" ]
}
fits() { [ "$found" = "$1" ] && [ -z "$strange" ]; }
glance() {
  if [ "$telling" ] && [ -d .jinguo/spare ]; then list .jinguo/spare; else list "releases/$live"; fi
}
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
    [ "$each" = "$live" ] || [ -s "releases/$each/manifest.json" ] || continue
    printf '%s ' "$each"; sed -n '1{s/"files".*//;p;}' "releases/$each/manifest.json" || echo
  done
}
partly() { if [ -d "releases/.incoming-$1" ]; then echo partly; fi; }
"""
"""The second part: what really lies there, read from the disk.

A list is one line a file, ``sha256  ./path``, sorted. Its digest alone goes over the wire; where it does not fit, the
digests of its parts by the first signs of the lines, and the lines of the parts that differ.

What has been read once is not read again while the system says that it is the same: device, inode, size, and both
times to the nanosecond. The time of change cannot be set by who writes into a file, only by whoever sets the clock. A
file that changed just before it was read (``learn``) is not remembered, as another change could fall into the same
moment. A week after a full reading all is read anew, which finds what a failing disk does.
"""
