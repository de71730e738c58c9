// Package archive makes and keeps the volumes of the archive (process.md §7): one for each permit (一人一档), one for each day of a room (一期一档). It gathers what
// other contexts hold through sources that wiring gives it, writes it into a sealed file (volume), and keeps account of what is archived, by whom, until when.
//
// Why a volume is sealed the moment it is made (2026-11-23): an archive that can be changed proves nothing. What happens later to the same subject, a revocation
// say, makes a supplement (补充卷) that names the part before it by its digest and holds only what is new or other.
//
// Why what is missing is listed and stops nothing (2026-11-23): a photo that was lost must be known to whoever opens the file in ten years. A volume that is never
// made because one file is gone helps nobody.
package archive
