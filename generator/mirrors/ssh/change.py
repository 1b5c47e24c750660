"""What changes something on the server: the other half of what ``ssh_script`` says there.

A tree of links to all files of the live release lies ready in ``.jinguo/spare``; the next release is made of it by
what differs alone, so that nothing waits for twenty thousand links to be made or removed. A release that is no longer
kept becomes the next spare tree, once ``current`` has moved and the client has been told.
"""

from __future__ import annotations

from generator.mirrors.ssh.script import LIST, PREPARE

CHANGE = r"""
begin() {
  [ -z "$tail" ] || { tailed; remember; }
  hold && lives && touch "$work/begun" || return 1
  beating; begun "$@"; set -- $?; resting; return $1
}
begun() {
  incoming=releases/.incoming-$1; inbox=releases/.inbox-$1-$4; written=
  sweep "$incoming" "releases/.inbox-$1-"
  set -- "$1" "$2" "$3" "$(ls -d releases/.inbox-"$1"-* 2>/dev/null | head -n 1)"
  if [ -d "$incoming" ]; then base=$incoming
  elif [ "${live%.mended}" = "$1" ]; then base=releases/$live
  elif [ -d "releases/$1" ]; then base=releases/$1
  elif [ "$live" ]; then base=releases/$live; take || copy || return 1
  else mkdir "$incoming" && base=$incoming || return 1
  fi
  if [ "$4" ]; then
    [ "$base" = "$incoming" ] || copy || return 1
    for each in releases/.inbox-"$1"-*; do adopt "$each" || rm -rf "$each"; done
    listed=
  fi
  [ "$listed" = "$base" ] || list "$base" || return 1
  if [ "$base" != "$incoming" ] && ! fits "$2"; then copy && listed=$incoming || return 1; fi
  mkdir "$inbox" && tell "$2" "$3"
}
sweep() {
  rm -rf .jinguo/making
  for each in releases/.incoming-* releases/.gone-* releases/.making-* releases/.inbox-*; do
    case $each in "$1" | "$2"*) continue ;; esac
    rm -rf "$each"
  done
}
pure() { find "$1" -depth \( ! -type f ! -type d -o -name '*[[:cntrl:]\\]*' \) -exec rm -rf {} +; }
take() {
  [ "$telling" ] && [ -d .jinguo/spare ] || return 1
  if [ "$listed" != .jinguo/spare ]; then list .jinguo/spare || return 1; fi
  mv .jinguo/spare "$incoming" || return 1
  base=$incoming; listed=$incoming; written=yes
  [ -z "$strange" ] || { pure "$incoming"; listed=; }
}
copy() {
  making=releases/.making-${incoming##*-}; listed=
  rm -rf "$making"
  cp -al "$base" "$making" || { rm -rf "$making"; cp -a "$base" "$making"; } || return 1
  pure "$making"
  chmod 755 "$making" && mv "$making" "$incoming" && base=$incoming && moment
}
moment() { sleep 0.2 || sleep 1; }
adopt() {
  [ -d "$1" ] || return 0
  find "$1" ! -type f ! -type d -exec rm -f {} +
  ( into=$PWD/$incoming && export into && cd "$1" &&
    find . -type d -exec sh -c 'for each; do [ -d "$into/$each" ] || rm -f -- "$into/$each" || exit 1; done' sh {} + &&
    find . -type f -exec sh -c 'for each; do [ ! -d "$into/$each" ] || rm -rf -- "$into/$each" || exit 1; done' sh {} +
  ) || return 1
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
    (cd "$incoming" && tr '\n' '\0' <"$work/gone" | xargs -0 rm -rf --) && adopt "$inbox" || { discard; return 1; }
    find "$incoming" -depth -type d -exec rmdir {} + 2>/dev/null
    list "$incoming" && readable || return 1
  fi
  rm -rf "$inbox"
  fits "$2" || { why=differs; listed=; return 1; }
  settled && place "$1" && clean "$3" "$4" || return 1
  tidy </dev/null >/dev/null 2>&1 & tail=$!
}
readable() {
  [ -s "$work/modes" ] || [ -z "$telling" ] || return 0
  find "$incoming" -type d ! -perm 755 ! -perm 2755 -exec chmod 755 {} + -o \
    -type f ! -perm 644 -exec chmod 644 {} + && { [ -z "$telling" ] || { written=; list "$incoming"; }; }
}
discard() {
  [ "$written" ] || return 0
  mv "$incoming" "releases/.making-old" && rm -rf "$inbox" releases/.making-old
  why=differs; listed=
}
settled() {
  if [ "$written" ]; then
    (cd "$incoming" && find . -type d -cnewer "$work/begun" && sed 's/^[0-9a-f]*  //' "$work/fresh") >"$work/young" ||
      return 1
    [ "$(sed 1000q "$work/young" | wc -l)" -ge 1000 ] ||
      { (cd "$incoming" && tr '\n' '\0' <"$work/young" | xargs -0 sync ..); return; }
  fi
  sync -f releases || sync
}
rename() {
  mv -T "$1" "$2" || mv -h "$1" "$2" || perl -e 'rename($ARGV[0], $ARGV[1]) || exit 1' "$1" "$2" ||
    python3 -c 'import os, sys; os.rename(sys.argv[1], sys.argv[2])' "$1" "$2"
}
flip() {
  rm -f .jinguo/next && ln -s "releases/$1" .jinguo/next && touch "releases/$1" && rename .jinguo/next current &&
    { sync . || sync; } && live=$1
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
  away "releases/$1" && rm -rf "releases/.gone-$1" "releases/.making-$1" &&
    cp -al "releases/$1.mended" "releases/.making-$1" &&
    mv "releases/.making-$1" "releases/$1" && flip "$1" && away "releases/$1.mended"
}
away() {
  [ -d "$1" ] || return 0
  rm -rf "releases/.gone-${1##*/}" && mv "$1" "releases/.gone-${1##*/}" || { why="undead ${1##*/}"; return 1; }
}
clean() {
  [ -z "$2" ] || for each in .jinguo/spare .jinguo/making releases/.making-* releases/.incoming-* releases/.inbox-*; do
    away "$each" || return 1
  done
  for each in $2; do
    [ "$each" = "${live%.mended}" ] || { away "releases/$each" && away "releases/$each.mended"; } || return 1
  done
  for each in $(ls releases); do
    named "${each%.mended}" && [ "$each" != "$live" ] && [ ! -s "releases/$each/manifest.json" ] || continue
    away "releases/$each" || return 1
  done
  rm -rf releases/.gone-* || { why='undead .gone-*'; return 1; }
  left=$1
  for each in $(ls -1t releases); do
    named "${each%.mended}" && [ "$each" != "$live" ] || continue
    left=$((left - 1))
    [ $left -ge 0 ] || away "releases/$each" || return 1
  done
}
tidy() {
  touch .jinguo/lock; making=.jinguo/making; rm -rf "$making"
  mkdir "$work/tail" && cp "$work/keys" "$work/tail/keys" || return 1
  work=$work/tail; parts=$work/parts; stamp=$work/stamp
  if [ "$telling" ]; then
    mv .jinguo/spare "$making" || for each in releases/.gone-*; do mv "$each" "$making" && break; done
    alike "$making" "releases/$live" ||
      { rm -rf "$making"; cp -al "releases/$live" "$making" || rm -rf "$making"; moment; }
    list "releases/$live" && recorded
    [ ! -d "$making" ] || { { sync -f . || sync; } && mv "$making" .jinguo/spare; }
  fi
  rm -rf releases/.gone-* "$work"
}
paths() { (cd "$1" && find . -type f -printf '%i %p\n'); }
alike() {
  [ -d "$1" ] && pure "$1" && [ -z "$strange" ] && paths "$1" >"$work/old" && paths "$2" >"$work/new" || return 1
  for each in old/new new/old; do
    awk 'FILENAME == ARGV[1] { same[$0] = 1; next } !($0 in same) { sub(/^[0-9]* /, ""); print }' \
      "$work/${each#*/}" "$work/${each%/*}" >"$work/${each%/*}.only"
  done
  [ "$(wc -l <"$work/new.only")" -le 2000 ] || return 1
  (cd "$1" && tr '\n' '\0' <"$work/old.only" | xargs -0 rm -f --) || return 1
  find "$1" -depth -type d -exec rmdir {} +
  while IFS= read -r each; do
    mkdir -p "$1/${each%/*}" && ln "$2/$each" "$1/$each" || return 1
  done <"$work/new.only"
}
recorded() {
  awk 'FILENAME == ARGV[1] { at[substr($0, 66)] = $0; next }
    { gap = index($0, " "); key = substr($0, gap + 1, index($0, "  ./") - gap - 1) } key in at { print at[key] }' \
    "$work/keys" "$work/stat" >.jinguo/record.new && mv .jinguo/record.new .jinguo/record || return 1
  [ -z "$full" ] || touch .jinguo/read
}
back() {
  [ -z "$tail" ] || { tailed; remember; }
  beating; returned "$@"; set -- $?; resting; return $1
}
returned() {
  sweep - -
  [ "$live" = "$1.mended" ] || [ -d "releases/$1" ] || mv "releases/$1.mended" "releases/$1"
  [ -d "releases/$1" ] || { why=unknown; return 1; }
  list "releases/$1" || return 1
  sound "releases/$1" || { why=unsound; return 1; }
  base=releases/$1; incoming=; place "$1" && clean "$2" "$3" || return 1
  tidy </dev/null >/dev/null 2>&1 & tail=$!
}
"""
"""The third part: a copy by hard links, what has come laid into it, the proof, the rename, what is kept.

The live release is never touched. One that somebody has changed on the server is mended beside it and takes its place
under the same name in two renames, both between folders that hold the same.

What has to go gets another name (``away``) before any of it is deleted, the spare tree before the releases: whoever
looks after a run was killed finds a release or finds none, never the half of one that nobody can judge. Each run begins
and ends with deleting what has such a name; where that cannot be done, it is told.
"""

SCRIPT = "\n".join(line.strip() for line in (PREPARE + LIST + CHANGE).splitlines() if line.strip()) + "\n"
